package io.costflow.inventory;

import static io.costflow.inventory.Lake.day;
import static io.costflow.inventory.Lake.file;
import static io.costflow.inventory.Lake.output;
import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.day.DayPlan;
import io.costflow.day.OutputPeriod;
import io.costflow.day.OutputPlan.Purpose;
import io.costflow.day.PlannedCluster;
import io.costflow.day.LakeFile;
import io.costflow.day.PublishedState;
import io.costflow.day.SourceDay;
import io.costflow.provider.CorrelatedOutput;
import io.costflow.provider.DayFingerprint;
import io.costflow.provider.DayOutput;
import io.costflow.provider.Providers;
import io.costflow.provider.aws.Aws;
import io.costflow.provider.openshift.OpenShift;
import io.costflow.reference.ReferenceSnapshot;
import io.costflow.reference.SnapshotBuilder;
import io.costflow.settings.Overlap;
import io.costflow.settings.SourceSettings;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Plans of a cloud source and the two clusters that run on it: its day is computed from theirs, so they are planned together. */
class DaysOnACloudTest {

    private static final String TENANT = Lake.SOURCE.tenant();
    private static final ReferenceSnapshot REFERENCE = SnapshotBuilder.of(TENANT).build();
    private static final DayOutput SUMMARY = (DayOutput) Providers.output("openshift");
    private static final CorrelatedOutput ON_AWS = (CorrelatedOutput) Providers.output("openshift-on-aws");
    private static final SourceSettings CLOUD = SourceSettings.cloud(TENANT, Aws.TYPE, "cloud", null);
    private static final SourceSettings FIRST = cluster("first");
    private static final SourceSettings SECOND = cluster("second");

    private final Map<SourceMonth, List<LakeFile>> files = new LinkedHashMap<>(Map.of(
            october(CLOUD), List.of(file(Aws.DAILY.id(), "2025-10-03_b_daily_0.parquet"), file(Aws.HOURLY.id(), "2025-10-03_b_0.parquet")),
            october(FIRST), pods("first"),
            october(SECOND), pods("second")));
    private final Map<OutputPeriod, PublishedState> published = new HashMap<>();

    @Test
    void theCloudsPlanNamesTheClustersThatHaveFiles() {
        assertThat(output(plans().get(CLOUD.uuid())).clusters()).extracting(PlannedCluster::source).containsExactly(FIRST, SECOND);
        files.put(october(FIRST), List.of());
        assertThat(output(plans().get(CLOUD.uuid())).clusters()).extracting(PlannedCluster::source).containsExactly(SECOND);
        assertThat(plans()).as("all of one revision").hasSize(2).allSatisfy((source, plan) -> assertThat(plan.revision()).isEqualTo(7));
    }

    @Test
    void whenOneClusterChangesAllOfThemAreComputed() {
        publish(FIRST, SECOND);
        assertThat(plans()).hasSize(3).allSatisfy((source, plan) ->
                assertThat(output(plan).purpose() == Purpose.KEEP).as("since the cloud's day was never published").isFalse());
    }

    @Test
    void whenNothingChangedAllOfThemAreUnchanged() {
        publish(FIRST, SECOND);
        publishCloud();
        assertThat(plans()).hasSize(3).allSatisfy((source, plan) -> assertThat(output(plan).purpose() == Purpose.KEEP).isTrue());
    }

    @Test
    void whenTheCloudIsBlockedClustersAreOnTheirOwn() {
        publish(FIRST);
        files.put(october(CLOUD), List.of(file(Aws.DAILY.id(), "2025-10-03_b_daily_0.parquet")));
        Map<String, DayPlan> plans = plans();
        assertThat(output(plans.get(CLOUD.uuid())).blocked()).isNotNull();
        assertThat(output(plans.get(FIRST.uuid())).purpose() == Purpose.KEEP).isTrue();
        assertThat(output(plans.get(SECOND.uuid())).purpose() == Purpose.KEEP).isFalse();
        assertThat(output(plans.get(SECOND.uuid())).independent()).as("nobody waits for it").isTrue();
    }

    @Test
    void withoutACloudsFilesClustersAreOnTheirOwn() {
        publish(FIRST);
        files.put(october(CLOUD), List.of());
        assertThat(plans()).hasSize(2).doesNotContainKey(CLOUD.uuid());
        assertThat(output(plans().get(FIRST.uuid())).purpose() == Purpose.KEEP).isTrue();
    }

    private void publish(SourceSettings... sources) {
        for (SourceSettings source : sources) {
            published.put(OutputPeriod.of("openshift", key(source)), new PublishedState(fingerprint(source), "checksum"));
        }
    }

    private void publishCloud() {
        DayPlan plan = plans().get(CLOUD.uuid());
        String fingerprint = DayFingerprint.of(plan, ON_AWS, output(plan).clusters(), List.of(fingerprint(FIRST), fingerprint(SECOND)), REFERENCE);
        published.put(OutputPeriod.of("openshift-on-aws", key(CLOUD)), new PublishedState(fingerprint, "checksum"));
    }

    private String fingerprint(SourceSettings source) {
        List<LakeFile> sorted = files.get(october(source)).stream().sorted().toList();
        return DayFingerprint.of(new DayPlan(key(source), 1, source, sorted, Overlap.WINNER, false, List.of()), SUMMARY, REFERENCE);
    }

    /** The plans of a new run. */
    private Map<String, DayPlan> plans() {
        PlannedWindow lake = PlannedWindow.bounded(Lake.WINDOW);
        lake.files.putAll(files);
        lake.published.putAll(published);
        lake.references.put(TENANT, REFERENCE);
        return lake.plans(7).stream().collect(Collectors.toMap(plan -> plan.day().source(), plan -> plan));
    }

    private static SourceDay key(SourceSettings source) {
        return new SourceDay(TENANT, source.uuid(), day(3));
    }

    private static SourceMonth october(SourceSettings source) {
        return new SourceMonth(source, YearMonth.of(2025, 10));
    }

    private static SourceSettings cluster(String uuid) {
        return SourceSettings.cluster(TENANT, OpenShift.TYPE, uuid, uuid, uuid, "cloud");
    }

    private static List<LakeFile> pods(String source) {
        return List.of(
                file(OpenShift.POD_USAGE_DAILY.id(), source + "/pod_usage.2025-10-03.1.0_daily_0.parquet"),
                file(OpenShift.POD_USAGE_HOURLY.id(), source + "/pod_usage.2025-10-03.1.0_0.parquet"));
    }
}
