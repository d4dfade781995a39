package io.costflow.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.costflow.lineitem.Grouping;
import io.costflow.provider.aws.Aws;
import io.costflow.provider.openshift.OpenShift;
import io.costflow.settings.OutputSelection;
import io.costflow.settings.Overlap;
import io.costflow.settings.RunSettings;
import io.costflow.settings.RunSettings.Mode;
import io.costflow.settings.Settings;
import io.costflow.settings.SourceSettings;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which outputs are published of a source, and which files are read for them. */
class WantedOutputsTest {

    private static final Output SUMMARY = Providers.output("openshift");
    private static final Output ON_AWS = Providers.output("openshift-on-aws");
    private static final SourceSettings CLUSTER = SourceSettings.cluster("org1", OpenShift.TYPE, "cluster", "c", "C", "cloud");
    private static final SourceSettings ELSEWHERE = SourceSettings.cluster("org1", OpenShift.TYPE, "elsewhere", "e", "E", null);
    private static final SourceSettings CLOUD = SourceSettings.cloud("org1", Aws.TYPE, "cloud", null);

    @Test
    void withoutASelectionThoseOfTheFirstReleaseArePublished() {
        WantedOutputs wanted = wanted(OutputSelection.DEFAULT);
        assertThat(wanted.ofOwnDays(CLUSTER)).containsExactly((DayOutput) SUMMARY);
        assertThat(wanted.ofOwnDays(CLOUD)).isEmpty();
        assertThat(wanted.correlated(CLOUD)).contains((CorrelatedOutput) ON_AWS);
        assertThat(wanted.correlated(CLUSTER)).isEmpty();
        assertThat(wanted.unpublished(CLUSTER)).isEmpty();
    }

    @Test
    void whatASourceNamesTakesThePlaceOfWhatTheRunNames() {
        WantedOutputs wanted = wanted(selection("openshift-on-aws"));
        assertThat(wanted.isPublished(CLUSTER, SUMMARY)).isFalse();
        assertThat(wanted.unpublished(CLUSTER)).containsExactly(SUMMARY);
        assertThat(wanted.isPublished(publishing(CLUSTER, selection("openshift")), SUMMARY)).isTrue();
        assertThat(wanted.isPublished(publishing(CLUSTER, selection(OutputSelection.ALL)), SUMMARY)).isTrue();
        assertThat(wanted.isPublished(publishing(CLOUD, selection("openshift")), ON_AWS)).isFalse();
    }

    @Test
    void filesOfAClusterAreReadForWhatItPublishesOrItsCloudNeeds() {
        WantedOutputs wanted = wanted(selection("openshift-on-aws"));
        assertThat(wanted.read(CLUSTER, OpenShift.POD_USAGE_DAILY)).as("its cloud is attributed by it").isTrue();
        assertThat(wanted.read(ELSEWHERE)).as("it runs on none").isFalse();
        assertThat(wanted.read(publishing(ELSEWHERE, selection("openshift")))).isTrue();
        assertThat(wanted(selection("openshift")).read(CLOUD)).isFalse();
    }

    @Test
    void itsCloudNeedsWhatItsOwnSelectionSays() {
        RunSettings run = run(selection("openshift-on-aws"));
        assertThat(new WantedOutputs(run, List.of(CLUSTER, CLOUD)).read(CLUSTER)).isTrue();
        assertThat(new WantedOutputs(run, List.of(CLUSTER, publishing(CLOUD, selection("openshift")))).read(CLUSTER)).isFalse();
        assertThat(new WantedOutputs(run, List.of(CLUSTER)).read(CLUSTER)).as("its cloud is no source").isFalse();

        SourceSettings silent = publishing(CLUSTER, selection("openshift-on-aws"));
        SourceSettings attributed = publishing(CLOUD, selection("openshift-on-aws"));
        assertThat(new WantedOutputs(run(selection("openshift")), List.of(silent, attributed)).read(silent)).isTrue();
    }

    @Test
    void filesAreCombinedForWhatAnySourcePublishesAndForWhatCloudsNeed() {
        assertThat(WantedOutputs.layouts(settings(selection("openshift"))).table(OpenShift.POD_USAGE_DAILY, grouping(SUMMARY, OpenShift.POD_USAGE_DAILY)))
                .isZero();
        assertThatThrownBy(() -> WantedOutputs.layouts(settings(selection("openshift"))).table(Aws.DAILY, grouping(ON_AWS, Aws.DAILY)))
                .isInstanceOf(IllegalArgumentException.class);

        Layouts ofCloud = WantedOutputs.layouts(settings(selection("openshift"), publishing(CLOUD, selection("openshift-on-aws"))));
        assertThat(ofCloud.table(Aws.DAILY, grouping(ON_AWS, Aws.DAILY))).isZero();
        Layouts withFacts = WantedOutputs.layouts(settings(selection("openshift-on-aws")));
        assertThat(withFacts.table(OpenShift.POD_USAGE_DAILY, grouping(SUMMARY, OpenShift.POD_USAGE_DAILY))).isZero();
    }

    private static Grouping grouping(Output output, Report report) {
        return output.groupings().get(report).get(0);
    }

    private static Settings settings(OutputSelection selection, SourceSettings... sources) {
        return new Settings(null, null, null, List.of(sources), run(selection));
    }

    private static WantedOutputs wanted(OutputSelection selection) {
        return new WantedOutputs(run(selection));
    }

    private static RunSettings run(OutputSelection selection) {
        return new RunSettings(Mode.BOUNDED, 1, false, Duration.ZERO, Overlap.WINNER, selection);
    }

    private static OutputSelection selection(String... names) {
        return new OutputSelection(List.of(names));
    }

    private static SourceSettings publishing(SourceSettings source, OutputSelection outputs) {
        return new SourceSettings(
                source.tenant(), source.type(), source.uuid(), source.clusterId(), source.clusterAlias(), source.infrastructure(), source.distribution(),
                source.markup(), outputs);
    }
}
