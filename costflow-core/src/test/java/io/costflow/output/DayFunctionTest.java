package io.costflow.output;

import static io.costflow.assembly.PlannedDay.DAILY;
import static io.costflow.assembly.PlannedDay.DATE;
import static io.costflow.assembly.PlannedDay.DAY;
import static io.costflow.assembly.PlannedDay.HOURLY;
import static io.costflow.assembly.PlannedDay.OPENSHIFT;
import static io.costflow.assembly.PlannedDay.TENANT;
import static io.costflow.assembly.PlannedDay.plan;
import static io.costflow.assembly.PlannedDay.unreadable;
import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.assembly.CompleteDay;
import io.costflow.assembly.PlannedDay;
import io.costflow.assembly.Retention;
import io.costflow.day.Contribution;
import io.costflow.day.DayPlan;
import io.costflow.day.HeldBack;
import io.costflow.day.LakeFile;
import io.costflow.day.OutputPeriod;
import io.costflow.day.OutputPlan.Purpose;
import io.costflow.day.OutputPlan;
import io.costflow.day.PublishedState;
import io.costflow.day.SourceDay;
import io.costflow.lineitem.CombinedDay;
import io.costflow.provider.DayFingerprint;
import io.costflow.provider.DayOutput;
import io.costflow.provider.Layouts;
import io.costflow.provider.Providers;
import io.costflow.provider.openshift.ClusterUsage;
import io.costflow.provider.openshift.OpenShift;
import io.costflow.provider.openshift.TestCluster;
import io.costflow.publish.DayMark.Basis;
import io.costflow.publish.DayMark.Content;
import io.costflow.publish.DayMark;
import io.costflow.publish.DayWriter;
import io.costflow.publish.PublishInput;
import io.costflow.publish.RowChecksum;
import io.costflow.reference.ReferenceSnapshot;
import io.costflow.reference.SnapshotBuilder;
import io.costflow.settings.Overlap;
import io.costflow.settings.SourceSettings;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** What is published of a cluster's day, or why it is held back, and what a cloud source is told of it. */
class DayFunctionTest {

    private static final LakeFile NEWER_DAILY = PlannedDay.file(OpenShift.POD_USAGE_DAILY, "daily/pod_usage.2025-10-03.2.0_daily_0.parquet", 1);
    private static final ReferenceSnapshot REFERENCE =
            SnapshotBuilder.of(TENANT).openShiftKeys(List.of("app")).reportPeriod(DAY.source(), DATE, 42).build();
    private static final SourceSettings ON_CLOUD =
            SourceSettings.cluster(TENANT, OpenShift.TYPE, DAY.source(), "my-cluster", "My Cluster", "00000000-0000-0000-0000-00000000000a");

    private static final SourceDay CLOUD_DAY = new SourceDay(TENANT, ON_CLOUD.infrastructure(), DAY.epochDay());

    private static final OutputPeriod PERIOD = OutputPeriod.of(OPENSHIFT, DAY);
    private static final OutputPlan OUTPUT = OutputPlan.of(OPENSHIFT);
    private static final Layouts LAYOUTS = Layouts.ofAll();
    private static final PublishedState PUBLISHED = new PublishedState("fingerprint", "checksum");
    private static final double HOUR = 3600;
    private static final double GIB = 1L << 30;

    /** What was emitted of a day: rows and the mark, and what goes to its cloud. */
    private record Emitted(List<PublishInput> outputs, List<ClusterDay> clusterDays) {}

    @Test
    void theRowsOfADayComeBeforeItsMark() throws Exception {
        List<PublishInput> outputs = outputs(plan(7, DAILY, HOURLY), pods("shop", "bank"), hours());

        assertThat(outputs).hasSize(2);
        assertThat(new String(outputs.get(0).rows().text(), StandardCharsets.UTF_8).lines()).as("two namespaces and what is unallocated").hasSize(3)
                .allMatch(line -> line.contains("\t42\tmy-cluster\tMy Cluster\t"));
        DayMark mark = outputs.get(1).mark();
        Content content = new Content(fingerprint(plan(7, DAILY, HOURLY)), mark.content().checksum(), 3);
        assertThat(mark).isEqualTo(DayMark.of(PERIOD, 7, content, new Basis(7, 2, 3, DAILY.modified(), 1)).ofCluster("my-cluster"));
        assertThat(mark.content().checksum()).hasSize(32);
    }

    @Test
    void filesOfAManifestThatDoesNotWinAreNotCounted() throws Exception {
        List<PublishInput> outputs = outputs(plan(7, NEWER_DAILY, DAILY), contribution(NEWER_DAILY, true, podsIn("bank")), pods("shop"));

        assertThat(new String(outputs.get(0).rows().text(), StandardCharsets.UTF_8)).contains("bank").doesNotContain("shop");
        assertThat(outputs.get(1).mark().overlap()).contains("Manifest 2 counts");
        assertThat(outputs.get(1).mark().content().fingerprint()).isEqualTo(fingerprint(plan(7, NEWER_DAILY, DAILY)));
    }

    @Test
    void filesOfAllManifestsAreCountedWhenTheSettingSaysSo() throws Exception {
        DayPlan plan = new DayPlan(DAY, 7, PlannedDay.CLUSTER, List.of(NEWER_DAILY, DAILY), Overlap.ALL, false, List.of(OUTPUT));
        List<PublishInput> outputs = outputs(plan, contribution(NEWER_DAILY, true, podsIn("bank")), pods("shop"));

        assertThat(new String(outputs.get(0).rows().text(), StandardCharsets.UTF_8)).contains("bank", "shop");
        assertThat(outputs.get(1).mark().overlap()).contains("They are added up.");
    }

    @Test
    void aBlockedDayIsHeldBackForItsReason() throws Exception {
        HeldBack reason = new HeldBack("The hourly file is missing.", "s3://cost/a", null);
        assertThat(onlyMark(plan(7, OUTPUT.blockedBy(reason), DAILY)))
                .isEqualTo(DayMark.heldBack(PERIOD, 7, new Basis(7, 1, 0, DAILY.modified(), 1), reason).ofCluster("my-cluster"));
    }

    @Test
    void anUnchangedDayIsMarkedAsWhatWasPublished() throws Exception {
        assertThat(onlyMark(plan(7, OUTPUT.publishedAs(PUBLISHED).to(Purpose.KEEP), DAILY, HOURLY)))
                .isEqualTo(DayMark.of(PERIOD, 7, new Content("fingerprint", "checksum", 0), new Basis(7, 2, 0, DAILY.modified(), 1)).ofCluster("my-cluster"));
    }

    @Test
    void aFileThatCannotBeReadHoldsBackItsDay() throws Exception {
        assertThat(onlyMark(plan(7, DAILY, HOURLY), unreadable(7, DAILY, "Column pod_labels is missing."), hours()).heldBack())
                .isEqualTo(new HeldBack("Column pod_labels is missing.", DAILY.path(), "pod_labels"));
    }

    @Test
    void ofSeveralUnreadableFilesTheFirstIsNamedAndTheOthersCounted() throws Exception {
        assertThat(onlyMark(plan(7, DAILY, HOURLY), unreadable(7, DAILY, "It is empty."), unreadable(7, HOURLY, "It is cut.")).heldBack())
                .isEqualTo(new HeldBack("It is empty. 1 more of the day's files are wrong.", DAILY.path(), "pod_labels"));
    }

    @Test
    void aDayWithoutAReportPeriodIsHeldBack() throws Exception {
        CompleteDay day = new CompleteDay(plan(7, DAILY), OPENSHIFT, 7, List.of(pods("shop")), SnapshotBuilder.of(TENANT).build());
        assertThat(emitted(day, Retention.UNTIL_FINISHED).outputs()).extracting(PublishInput::mark).singleElement().satisfies(mark -> {
            assertThat(mark.heldBack().reason()).contains("no report period").contains("org1234567.reporting_ocpusagereportperiod");
            assertThat(mark.basis().rowsRead()).isEqualTo(1);
        });
    }

    @Test
    void aDayWithoutFilesOrWithOneThatHasNothingToDoWithItIsNotThere() throws Exception {
        Contribution foreign = contribution(HOURLY, false, CombinedDay.empty(LAYOUTS.layout(HOURLY.report())));
        assertThat(outputs(plan(7))).isEmpty();
        assertThat(outputs(plan(7, HOURLY), foreign)).isEmpty();
        assertThat(outputs(plan(7, DAILY, HOURLY), pods("shop"), foreign)).as("it is replanned without that file").isEmpty();
    }

    @Test
    void aRebuildIsPassedOn() throws Exception {
        DayPlan plan = new DayPlan(DAY, 7, PlannedDay.CLUSTER, List.of(DAILY), Overlap.WINNER, true, List.of(OUTPUT.publishedAs(PUBLISHED)));
        assertThat(outputs(plan, pods("shop")).get(1).mark().rebuild()).isTrue();
    }

    @Test
    void onlyAClusterOnACloudSourceTellsThatOfItsDay() throws Exception {
        assertThat(clusterDays(plan(7, DAILY), pods("shop"))).isEmpty();
        assertThat(clusterDays(onCloud(null), pods("shop"))).singleElement().satisfies(day -> {
            assertThat(day.cloudDay()).isEqualTo(CLOUD_DAY);
            assertThat(day.cluster()).isEqualTo(DAY.source());
            assertThat(day.revision()).isEqualTo(7);
            assertThat(ClusterUsage.decode(day.facts()).reportPeriod()).isEqualTo(42);
            assertThat(day.fingerprint()).isEqualTo(fingerprint(onCloud(null)));
            assertThat(ClusterUsage.decode(day.facts()).namespaces()).containsExactly("shop");
        });
        HeldBack reason = HeldBack.because("The hourly file is missing.");
        assertThat(clusterDays(onCloud(reason))).singleElement().satisfies(day -> assertThat(day.heldBack()).isEqualTo(reason));
    }

    @Test
    void onlyTheDayOfAClusterOnACloudSourceHasFacts() {
        assertThat(facts(plan(7, DAILY))).isNull();
        assertThat(facts(onCloud(OUTPUT, DAILY))).isNotNull();
    }

    private static byte[] facts(DayPlan plan) {
        CompleteDay day = complete(plan, pods("shop"));
        DayWriter writer = new DayWriter(PERIOD, 7, rows -> {});
        return ((DayOutput) Providers.output(OPENSHIFT)).compute(DayFunction.contents(day, day.counted().contributions(), LAYOUTS), writer);
    }

    @Test
    void aDayWhoseFilesAreGoneIsPublishedWithoutRowsAndLeavesItsCloud() throws Exception {
        DayPlan emptied = onCloud(OUTPUT.to(Purpose.EMPTY));

        assertThat(onlyMark(emptied)).as("whether or not there is a report period")
                .isEqualTo(DayMark.of(PERIOD, 7, new Content(fingerprint(emptied), RowChecksum.OF_NOTHING, 0), new Basis(7, 0, 0, 0, 1)).ofCluster("my-cluster"));
        assertThat(clusterDays(emptied)).singleElement().satisfies(day -> assertThat(day.standing()).isEqualTo(ClusterDay.Standing.GONE));
    }

    @Test
    void aForgottenDayPublishesNothingAndLeavesItsCloud() throws Exception {
        CompleteDay day = new CompleteDay(DayPlan.toForget(DAY, 7, ON_CLOUD), OPENSHIFT, 9, List.of(), null);
        Emitted forgotten = emitted(day, Retention.WHILE_IN_WINDOW);

        assertThat(forgotten.outputs()).isEmpty();
        assertThat(forgotten.clusterDays())
                .containsExactly(new ClusterDay(CLOUD_DAY, DAY.source(), ClusterDay.Standing.GONE, 7, 9, null, null, null, null, 0));
    }

    @Test
    void aKeptDayTellsItsCloudWhatWasPublished() throws Exception {
        DayPlan kept = onCloud(OUTPUT.publishedAs(PUBLISHED).to(Purpose.KEEP), DAILY);
        assertThat(clusterDays(kept))
                .containsExactly(new ClusterDay(CLOUD_DAY, DAY.source(), ClusterDay.Standing.AS_PUBLISHED, 7, 7, null, "fingerprint", null, null, 0));
    }

    @Test
    void anIndependentOutputTellsItsCloudOnlyWhereDaysAreKept() throws Exception {
        CompleteDay day = complete(onCloud(OUTPUT.asIndependent(), DAILY), pods("shop"));
        assertThat(emitted(day, Retention.UNTIL_FINISHED).clusterDays()).isEmpty();
        assertThat(emitted(day, Retention.WHILE_IN_WINDOW).clusterDays()).hasSize(1);
    }

    @Test
    void aDayThatOnlySuppliesItsCloudIsComputedAndNotPublished() throws Exception {
        Emitted supplied = emitted(complete(onCloud(OUTPUT.to(Purpose.SUPPLY), DAILY), pods("shop")), Retention.UNTIL_FINISHED);

        assertThat(supplied.outputs()).isEmpty();
        assertThat(supplied.clusterDays()).singleElement().satisfies(day -> {
            assertThat(day.standing()).isEqualTo(ClusterDay.Standing.COMPUTED);
            assertThat(day.fingerprint()).as("as if it were published").isEqualTo(fingerprint(onCloud(null)));
            assertThat(ClusterUsage.decode(day.facts()).namespaces()).containsExactly("shop");
        });
    }

    private static String fingerprint(DayPlan plan) {
        return DayFingerprint.of(plan, (DayOutput) Providers.output(OPENSHIFT), REFERENCE);
    }

    private static DayPlan onCloud(OutputPlan output, LakeFile... files) {
        return PlannedDay.of(DAY, 7, ON_CLOUD, List.of(files), output);
    }

    private static DayPlan onCloud(HeldBack blocked) {
        return onCloud(OUTPUT.blockedBy(blocked), DAILY);
    }

    private static DayMark onlyMark(DayPlan plan, Contribution... contributions) throws Exception {
        List<PublishInput> outputs = outputs(plan, contributions);
        assertThat(outputs).singleElement().satisfies(output -> assertThat(output.mark()).isNotNull());
        return outputs.get(0).mark();
    }

    /** All that is emitted of a day, its mark last. */
    private static List<PublishInput> outputs(DayPlan plan, Contribution... contributions) throws Exception {
        return emitted(complete(plan, contributions), Retention.UNTIL_FINISHED).outputs();
    }

    private static List<ClusterDay> clusterDays(DayPlan plan, Contribution... contributions) throws Exception {
        return emitted(complete(plan, contributions), Retention.UNTIL_FINISHED).clusterDays();
    }

    private static CompleteDay complete(DayPlan plan, Contribution... contributions) {
        return new CompleteDay(plan, OPENSHIFT, plan.revision(), List.of(contributions), REFERENCE);
    }

    private static Emitted emitted(CompleteDay day, Retention retention) throws Exception {
        try (OneInputStreamOperatorTestHarness<CompleteDay, PublishInput> function =
                new OneInputStreamOperatorTestHarness<>(new ProcessOperator<>(new DayFunction(LAYOUTS, retention)))) {
            function.open();
            function.processElement(day, 0);
            var side = function.getSideOutput(DayFunction.CLUSTER_DAYS);
            return new Emitted(function.extractOutputValues(), side == null ? List.of() : side.stream().map(StreamRecord::getValue).toList());
        }
    }

    /** Four core-hours on node n1. */
    private static Contribution hours() {
        return contribution(HOURLY, true, TestCluster.cluster().hour(0, "n1", 4 * HOUR, 16 * HOUR * GIB).lineItems(HOURLY.report()));
    }

    /** A pod in each of some namespaces on node n1. */
    private static Contribution pods(String... namespaces) {
        return contribution(DAILY, true, podsIn(namespaces));
    }

    private static CombinedDay podsIn(String... namespaces) {
        TestCluster cluster = TestCluster.cluster();
        for (String namespace : namespaces) {
            cluster.pod(namespace, "p", "n1");
        }
        return cluster.lineItems(DAILY.report());
    }

    private static Contribution contribution(LakeFile file, boolean belongs, CombinedDay lineItems) {
        return new Contribution(DAY, 7, file, LAYOUTS.version(file.report()), belongs, lineItems.rows(), lineItems.encode(), null);
    }
}
