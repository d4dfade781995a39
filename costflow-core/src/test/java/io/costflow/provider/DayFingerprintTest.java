package io.costflow.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.day.DayPlan;
import io.costflow.day.HeldBack;
import io.costflow.day.LakeFile;
import io.costflow.day.OutputPlan;
import io.costflow.day.OutputPlan.Purpose;
import io.costflow.day.PlannedCluster;
import io.costflow.day.PublishedState;
import io.costflow.day.SourceDay;
import io.costflow.provider.aws.Aws;
import io.costflow.provider.openshift.OpenShift;
import io.costflow.reference.SnapshotBuilder;
import io.costflow.settings.Overlap;
import io.costflow.settings.SourceSettings;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A fingerprint differs when anything differs that a day is made from, and in nothing else. */
class DayFingerprintTest {

    private static final LocalDate DATE = LocalDate.parse("2025-10-03");
    private static final LakeFile FILE = new LakeFile(OpenShift.POD_USAGE_DAILY.id(), "s3://cost/a", 100, 1000);
    private static final LakeFile BILL = new LakeFile(Aws.DAILY.id(), "s3://cost/b", 100, 1000);
    private static final SourceSettings CLUSTER = cluster("my-cluster", "My Cluster", "cloud", "cpu");
    private static final SourceSettings CLOUD = cloud(null);
    private static final DayOutput SUMMARY = (DayOutput) Providers.output("openshift");
    private static final CorrelatedOutput ON_AWS = (CorrelatedOutput) Providers.output("openshift-on-aws");

    @Test
    void isThirtyTwoCharacters() {
        assertThat(ofCluster(plan(CLUSTER, FILE), reference())).matches("[0-9a-f]{32}");
        assertThat(ofCloud(plan(CLOUD, BILL), reference())).matches("[0-9a-f]{32}");
    }

    @Test
    void ofAClusterDiffersWhenAnythingDiffersThatItsDayIsMadeFrom() {
        DayPlan plan = plan(CLUSTER, FILE);
        List<String> all = new ArrayList<>(Stream.of(
                        plan,
                        plan(CLUSTER),
                        plan(CLUSTER, FILE, FILE),
                        plan(CLUSTER, new LakeFile(OpenShift.POD_USAGE_HOURLY.id(), "s3://cost/a", 100, 1000)),
                        plan(CLUSTER, new LakeFile(OpenShift.POD_USAGE_DAILY.id(), "s3://cost/b", 100, 1000)),
                        plan(CLUSTER, new LakeFile(OpenShift.POD_USAGE_DAILY.id(), "s3://cost/a", 101, 1000)),
                        plan(CLUSTER, new LakeFile(OpenShift.POD_USAGE_DAILY.id(), "s3://cost/a", 100, 2000)),
                        plan(cluster("other", "My Cluster", "cloud", "cpu"), FILE),
                        plan(cluster("my-cluster", "Other", "cloud", "cpu"), FILE))
                .map(changed -> ofCluster(changed, reference()))
                .toList());
        Stream.of(
                        reference().openShiftKeys(List.of("app")),
                        reference().openShiftKeys(List.of("ap", "p")),
                        reference().category(1, "kube-%"),
                        reference().category(2, "kube-%"),
                        reference().category(1, "kube-%").category(1, "kube-%"),
                        reference().role("n1", "i-1", "worker"),
                        reference().role("n1", "i-1", null),
                        reference().role("n1", "i-1", ""),
                        reference().role("n1", null, "worker"),
                        reference().role("n1i-1", "", "worker"),
                        reference().reportPeriod("source", DATE, 1),
                        reference().reportPeriod("source", DATE, 2))
                .forEach(changed -> all.add(ofCluster(plan, changed)));
        assertThat(all).doesNotHaveDuplicates();
    }

    @Test
    void ofAClusterIsTheSameWhenOnlyOtherThingsDiffer() {
        DayPlan plan = plan(CLUSTER, FILE);
        String fingerprint = ofCluster(plan, reference());
        assertThat(List.of(
                        new DayPlan(plan.day(), 99, CLUSTER, plan.files(), Overlap.WINNER, true, List.of(
                                OutputPlan.of("openshift").blockedBy(HeldBack.because("x")).publishedAs(new PublishedState("f", "c")).to(Purpose.KEEP))),
                        plan(CLUSTER, FILE, BILL),
                        plan(cluster("my-cluster", "My Cluster", "other", "memory"), FILE)))
                .allSatisfy(other -> assertThat(ofCluster(other, reference())).isEqualTo(fingerprint));
        assertThat(List.of(
                        reference().revision(99),
                        reference().awsKeys("app"),
                        reference().reportPeriod("another", DATE, 1),
                        reference().reportPeriod("source", DATE.plusMonths(1), 1),
                        reference().bill("source", DATE, 1),
                        reference().alias("123", 1),
                        reference().costModel("source", "0.1", "memory")))
                .allSatisfy(other -> assertThat(ofCluster(plan, other)).isEqualTo(fingerprint));
    }

    @Test
    void theSettingForOverlapsMattersOnlyWhereNamesSayThatManifestsOverlap() {
        String name = "s3://cost/pod_usage.2025-10-03.%d.0_daily_0.parquet";
        LakeFile first = new LakeFile(OpenShift.POD_USAGE_DAILY.id(), name.formatted(7), 100, 1000);
        LakeFile second = new LakeFile(OpenShift.POD_USAGE_DAILY.id(), name.formatted(8), 100, 1000);
        LakeFile volumes = new LakeFile(OpenShift.STORAGE_USAGE_DAILY.id(), name.formatted(8), 100, 1000);
        assertThat(ofCluster(plan(CLUSTER, first, second), reference())).isNotEqualTo(ofCluster(addingUp(CLUSTER, first, second), reference()));
        assertThat(ofCluster(plan(CLUSTER, first, volumes), reference())).isEqualTo(ofCluster(addingUp(CLUSTER, first, volumes), reference()));
        assertThat(ofCluster(plan(CLUSTER, FILE, first), reference())).isEqualTo(ofCluster(addingUp(CLUSTER, FILE, first), reference()));

        String bill = "s3://cost/2025-10-03_manifestid-%d_basefile-x_batch-0_daily_0.parquet";
        LakeFile firstBill = new LakeFile(Aws.DAILY.id(), bill.formatted(7), 100, 1000);
        LakeFile secondBill = new LakeFile(Aws.DAILY.id(), bill.formatted(8), 100, 1000);
        assertThat(ofCloud(plan(CLOUD, firstBill, secondBill), reference())).isNotEqualTo(ofCloud(addingUp(CLOUD, firstBill, secondBill), reference()));
        assertThat(ofCloud(plan(CLOUD, BILL, firstBill), reference())).isEqualTo(ofCloud(addingUp(CLOUD, BILL, firstBill), reference()));
    }

    private static DayPlan addingUp(SourceSettings source, LakeFile... files) {
        DayPlan plan = plan(source, files);
        return new DayPlan(plan.day(), plan.revision(), source, plan.files(), Overlap.ALL, false, List.of());
    }

    @Test
    void ofACloudDiffersWhenAnythingDiffersThatItsDayIsMadeFrom() {
        DayPlan plan = plan(CLOUD, BILL);
        List<String> all = new ArrayList<>(List.of(
                ofCloud(plan, reference()),
                ofCloud(plan(CLOUD), reference()),
                ofCloud(plan(cloud("0.1"), BILL), reference()),
                DayFingerprint.of(plan, ON_AWS, List.of(), List.of("first", "other"), reference().build()),
                DayFingerprint.of(plan, ON_AWS, List.of(), List.of("firstsecond"), reference().build()),
                DayFingerprint.of(plan, ON_AWS, runningOn(cluster("c", "C", "cloud", "cpu")), List.of("first"), reference().build()),
                DayFingerprint.of(plan, ON_AWS, runningOn(cluster("c", "C", "cloud", "memory")), List.of("first"), reference().build())));
        Stream.of(
                        reference().awsKeys("app"),
                        reference().bill("source", DATE, 1),
                        reference().bill("source", DATE, 2),
                        reference().alias("123", 1),
                        reference().alias("123", 2),
                        reference().costModel("source", "0.2", null))
                .forEach(changed -> all.add(ofCloud(plan, changed)));
        assertThat(all).doesNotHaveDuplicates();
    }

    @Test
    void ofACloudIsTheSameForMarkupsAndDistributionsThatMeanTheSame() {
        assertThat(ofCloud(plan(cloud("0.10"), BILL), reference())).isEqualTo(ofCloud(plan(cloud("0.1"), BILL), reference()));
        assertThat(ofCloud(plan(CLOUD, BILL), reference().costModel("source", "0.1", null))).isEqualTo(ofCloud(plan(cloud("0.1"), BILL), reference()));
        assertThat(ofCloud(plan(CLOUD, BILL), reference().openShiftKeys(List.of("app")))).as("clusters' fingerprints tell that")
                .isEqualTo(ofCloud(plan(CLOUD, BILL), reference()));
    }

    private static DayPlan plan(SourceSettings source, LakeFile... files) {
        return new DayPlan(SourceDay.of("org1234567", "source", DATE), 7, source, List.of(files), Overlap.WINNER, false, List.of());
    }

    private static List<PlannedCluster> runningOn(SourceSettings cluster) {
        return List.of(new PlannedCluster(cluster, 7));
    }

    private static SnapshotBuilder reference() {
        return SnapshotBuilder.of("org1234567");
    }

    private static String ofCluster(DayPlan plan, SnapshotBuilder reference) {
        return DayFingerprint.of(plan, SUMMARY, reference.build());
    }

    private static String ofCloud(DayPlan plan, SnapshotBuilder reference) {
        return DayFingerprint.of(plan, ON_AWS, List.of(), List.of("first", "second"), reference.build());
    }

    private static SourceSettings cluster(String id, String alias, String infrastructure, String distribution) {
        return new SourceSettings("org1234567", OpenShift.TYPE, "source", id, alias, infrastructure, distribution, null, null);
    }

    private static SourceSettings cloud(String markup) {
        return SourceSettings.cloud("org1234567", Aws.TYPE, "source", markup == null ? null : new BigDecimal(markup));
    }
}
