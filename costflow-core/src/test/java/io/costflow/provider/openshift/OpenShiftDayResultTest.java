package io.costflow.provider.openshift;

import static io.costflow.assembly.PlannedDay.DAILY;
import static io.costflow.assembly.PlannedDay.DATE;
import static io.costflow.assembly.PlannedDay.DAY;
import static io.costflow.assembly.PlannedDay.HOURLY;
import static io.costflow.assembly.PlannedDay.TENANT;
import static io.costflow.assembly.PlannedDay.plan;
import static io.costflow.assembly.PlannedDay.unreadable;
import static io.costflow.provider.openshift.RawDay.GIB;
import static io.costflow.provider.openshift.RawDay.HOUR;
import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.assembly.CompleteDay;
import io.costflow.assembly.PlannedDay;
import io.costflow.assembly.Retention;
import io.costflow.day.Contribution;
import io.costflow.day.DayPlan;
import io.costflow.day.HeldBack;
import io.costflow.day.LakeFile;
import io.costflow.day.ReportType;
import io.costflow.day.SourceDay;
import io.costflow.lineitem.CombinedDay;
import io.costflow.publish.DayMark;
import io.costflow.publish.DayOutput;
import io.costflow.publish.RowChecksum;
import io.costflow.reference.DayFingerprint;
import io.costflow.reference.ReferenceSnapshot;
import io.costflow.reference.SnapshotBuilder;
import io.costflow.settings.Overlap;
import io.costflow.settings.SourceSettings;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is published of a cluster's day, or why it is held back, and what a cloud source is told of it. */
class OpenShiftDayResultTest {

    private static final LakeFile NEWER_DAILY = PlannedDay.file(ReportType.POD_USAGE_DAILY, "daily/pod_usage.2025-10-03.2.0_daily_0.parquet", 1);
    private static final ReferenceSnapshot REFERENCE =
            SnapshotBuilder.of(TENANT).openShiftKeys(List.of("app")).reportPeriod(DAY.source(), DATE, 42).build();
    private static final SourceSettings ON_CLOUD = new SourceSettings(
            TENANT, SourceSettings.Type.OCP, DAY.source(), "my-cluster", "My Cluster", "00000000-0000-0000-0000-00000000000a", null, null);

    private static final SourceDay CLOUD_DAY = new SourceDay(TENANT, ON_CLOUD.infrastructure(), DAY.epochDay());

    private final List<DayOutput> handedOn = new ArrayList<>();

    @Test
    void theRowsOfADayComeBeforeItsMark() {
        List<DayOutput> outputs = outputs(plan(7, DAILY, HOURLY), pods("shop", "bank"), hours());

        assertThat(outputs).hasSize(2);
        assertThat(new String(outputs.get(0).rows().text(), StandardCharsets.UTF_8).lines()).as("two namespaces and what is unallocated").hasSize(3)
                .allMatch(line -> line.contains("\t42\tmy-cluster\tMy Cluster\t"));
        DayMark mark = outputs.get(1).mark();
        assertThat(mark).isEqualTo(new DayMark(
                DAY, 7, DayFingerprint.ofCluster(plan(7, DAILY, HOURLY), REFERENCE), mark.checksum(), 3, 2, 3, false, null, null, 7, DAILY.modified()));
        assertThat(mark.checksum()).hasSize(32);
    }

    @Test
    void filesOfAManifestThatDoesNotWinAreNotCounted() {
        List<DayOutput> outputs = outputs(plan(7, NEWER_DAILY, DAILY), contribution(NEWER_DAILY, true, podsIn("bank")), pods("shop"));

        assertThat(new String(outputs.get(0).rows().text(), StandardCharsets.UTF_8)).contains("bank").doesNotContain("shop");
        assertThat(outputs.get(1).mark().overlap()).contains("Manifest 2 counts");
        assertThat(outputs.get(1).mark().fingerprint()).isEqualTo(DayFingerprint.ofCluster(plan(7, NEWER_DAILY, DAILY), REFERENCE));
    }

    @Test
    void filesOfAllManifestsAreCountedWhenTheSettingSaysSo() {
        List<DayOutput> outputs =
                outputs(plan(7, NEWER_DAILY, DAILY).resolving(Overlap.ALL), contribution(NEWER_DAILY, true, podsIn("bank")), pods("shop"));

        assertThat(new String(outputs.get(0).rows().text(), StandardCharsets.UTF_8)).contains("bank", "shop");
        assertThat(outputs.get(1).mark().overlap()).contains("They are added up.");
    }

    @Test
    void aBlockedDayIsHeldBackForItsReason() {
        HeldBack reason = new HeldBack("The hourly file is missing.", "s3://cost/a", null);
        assertThat(onlyMark(plan(7, DAILY).asBlocked(reason))).isEqualTo(new DayMark(DAY, 7, null, null, 0, 1, 0, false, reason, null, 7, DAILY.modified()));
    }

    @Test
    void anUnchangedDayIsMarkedAsWhatWasPublished() {
        DayPlan plan = DayPlan.of(DAY, 7, PlannedDay.CLUSTER, List.of(DAILY, HOURLY)).afterPublication("fingerprint", "checksum").to(DayPlan.Purpose.KEEP);
        assertThat(onlyMark(plan)).isEqualTo(new DayMark(DAY, 7, "fingerprint", "checksum", 0, 2, 0, false, null, null, 7, DAILY.modified()));
    }

    @Test
    void aFileThatCannotBeReadHoldsBackItsDay() {
        assertThat(onlyMark(plan(7, DAILY, HOURLY), unreadable(7, DAILY, "Column pod_labels is missing."), hours()).heldBack())
                .isEqualTo(new HeldBack("Column pod_labels is missing.", DAILY.path(), "pod_labels"));
    }

    @Test
    void ofSeveralUnreadableFilesTheFirstIsNamedAndTheOthersCounted() {
        assertThat(onlyMark(plan(7, DAILY, HOURLY), unreadable(7, DAILY, "It is empty."), unreadable(7, HOURLY, "It is cut.")).heldBack())
                .isEqualTo(new HeldBack("It is empty. 1 more of the day's files are wrong.", DAILY.path(), "pod_labels"));
    }

    @Test
    void aDayWithoutAReportPeriodIsHeldBack() {
        CompleteDay day = new CompleteDay(plan(7, DAILY), 7, List.of(pods("shop")), SnapshotBuilder.of(TENANT).build());
        assertThat(result(day, Retention.UNTIL_FINISHED).mark()).hasValueSatisfying(mark -> {
            assertThat(mark.heldBack().reason()).contains("no report period").contains("org1234567.reporting_ocpusagereportperiod");
            assertThat(mark.rowsRead()).isEqualTo(1);
        });
        assertThat(handedOn).isEmpty();
    }

    @Test
    void aDayWithoutFilesOrWithOneThatHasNothingToDoWithItIsNotThere() {
        Contribution foreign = contribution(HOURLY, false, CombinedDay.empty(OpenShiftLineItems.layout(HOURLY.type())));
        assertThat(outputs(plan(7))).isEmpty();
        assertThat(outputs(plan(7, HOURLY), foreign)).isEmpty();
        assertThat(outputs(plan(7, DAILY, HOURLY), pods("shop"), foreign)).as("it is planned anew, without that file").isEmpty();
    }

    @Test
    void aRebuildIsPassedOn() {
        DayPlan plan = DayPlan.of(DAY, 7, PlannedDay.CLUSTER, List.of(DAILY)).afterPublication("f", "c").asRebuild();
        assertThat(outputs(plan, pods("shop")).get(1).mark().rebuild()).isTrue();
    }

    @Test
    void onlyAClusterOnACloudSourceTellsThatOfItsDay() {
        assertThat(result(plan(7, DAILY), pods("shop")).clusterDay()).isEmpty();
        assertThat(result(onCloud(null), pods("shop")).clusterDay()).hasValueSatisfying(day -> {
            assertThat(day.cloudDay()).isEqualTo(CLOUD_DAY);
            assertThat(day.cluster()).isEqualTo(DAY.source());
            assertThat(day.revision()).isEqualTo(7);
            assertThat(day.reportPeriod()).isEqualTo(42);
            assertThat(day.fingerprint()).isEqualTo(DayFingerprint.ofCluster(onCloud(null), REFERENCE));
            assertThat(ClusterUsage.decode(day.body()).namespaces()).containsExactly("shop");
        });
        HeldBack reason = HeldBack.because("The hourly file is missing.");
        assertThat(result(onCloud(reason)).clusterDay()).hasValueSatisfying(day -> assertThat(day.heldBack()).isEqualTo(reason));
    }

    @Test
    void aDayWhoseFilesAreGoneIsPublishedWithoutRowsAndLeavesItsCloud() {
        DayPlan emptied = onCloudOf(List.of()).to(DayPlan.Purpose.EMPTY);

        assertThat(onlyMark(emptied)).as("whether or not there is a report period")
                .isEqualTo(new DayMark(DAY, 7, DayFingerprint.ofCluster(emptied, REFERENCE), RowChecksum.OF_NOTHING, 0, 0, 0, false, null, null, 7, 0));
        assertThat(result(emptied).clusterDay()).hasValueSatisfying(day -> assertThat(day.standing()).isEqualTo(ClusterDay.Standing.GONE));
    }

    @Test
    void aForgottenDayPublishesNothingAndLeavesItsCloud() {
        OpenShiftDayResult forgotten =
                result(new CompleteDay(onCloud(null).to(DayPlan.Purpose.FORGET), 9, List.of(), null), Retention.WHILE_IN_WINDOW);

        assertThat(forgotten.mark()).isEmpty();
        assertThat(handedOn).isEmpty();
        assertThat(forgotten.clusterDay()).hasValue(ClusterDay.gone(CLOUD_DAY, DAY.source(), 7, 9));
    }

    @Test
    void aKeptDayTellsItsCloudWhatWasPublished() {
        DayPlan kept = onCloud(null).afterPublication("fingerprint", "checksum").to(DayPlan.Purpose.KEEP);
        assertThat(result(kept).clusterDay()).hasValue(ClusterDay.asPublished(CLOUD_DAY, DAY.source(), 7, 7, "fingerprint"));
    }

    @Test
    void aPlanThatStandsAloneTellsItsCloudOnlyWhereDaysAreKept() {
        CompleteDay day = new CompleteDay(onCloud(null).asAlone(), 7, List.of(pods("shop")), REFERENCE);
        assertThat(result(day, Retention.UNTIL_FINISHED).clusterDay()).isEmpty();
        assertThat(result(day, Retention.WHILE_IN_WINDOW).clusterDay()).isPresent();
    }

    private static DayPlan onCloudOf(List<LakeFile> files) {
        return DayPlan.of(DAY, 7, ON_CLOUD, files);
    }

    private static DayPlan onCloud(HeldBack blocked) {
        return onCloudOf(List.of(DAILY)).asBlocked(blocked);
    }

    private DayMark onlyMark(DayPlan plan, Contribution... contributions) {
        List<DayOutput> outputs = outputs(plan, contributions);
        assertThat(outputs).singleElement().satisfies(output -> assertThat(output.mark()).isNotNull());
        return outputs.get(0).mark();
    }

    /** All that is handed on of a day, its mark last. */
    private List<DayOutput> outputs(DayPlan plan, Contribution... contributions) {
        handedOn.clear();
        result(plan, contributions).mark().map(DayOutput::of).ifPresent(handedOn::add);
        return handedOn;
    }

    private OpenShiftDayResult result(DayPlan plan, Contribution... contributions) {
        return result(new CompleteDay(plan, plan.revision(), List.of(contributions), REFERENCE), Retention.UNTIL_FINISHED);
    }

    private OpenShiftDayResult result(CompleteDay day, Retention retention) {
        return OpenShiftDayResult.of(day, retention, handedOn::add);
    }

    /** Four core-hours on node n1. */
    private static Contribution hours() {
        return contribution(HOURLY, true, lineItems(HOURLY, TestCluster.cluster().hour(0, "n1", 4 * HOUR, 16 * HOUR * GIB)));
    }

    /** A pod in each of some namespaces on node n1. */
    private static Contribution pods(String... namespaces) {
        return contribution(DAILY, true, podsIn(namespaces));
    }

    private static CombinedDay podsIn(String... namespaces) {
        TestCluster cluster = TestCluster.cluster();
        for (String namespace : namespaces) {
            cluster.pod(RawDay.PodItem.pod(namespace, "p", "n1"));
        }
        return lineItems(DAILY, cluster);
    }

    private static CombinedDay lineItems(LakeFile file, TestCluster cluster) {
        return RawDayFiles.of(cluster.raw()).stream().filter(read -> read.type() == file.type()).findFirst().orElseThrow().lineItems();
    }

    private static Contribution contribution(LakeFile file, boolean belongs, CombinedDay lineItems) {
        return new Contribution(DAY, 7, file, OpenShiftLineItems.VERSION, belongs, lineItems.rows(), lineItems.encode(), null);
    }
}
