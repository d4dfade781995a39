package io.costflow.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.day.DayPlan;
import io.costflow.day.HeldBack;
import io.costflow.day.LakeFile;
import io.costflow.day.PlannedCluster;
import io.costflow.day.ReportType;
import io.costflow.day.SourceDay;
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
    private static final LakeFile FILE = new LakeFile(ReportType.POD_USAGE_DAILY, "s3://cost/a", 100, 1000);
    private static final SourceSettings CLUSTER = cluster("my-cluster", "My Cluster", "cloud", "cpu");
    private static final SourceSettings CLOUD = cloud(null);

    @Test
    void isThirtyTwoCharacters() {
        assertThat(ofCluster(plan(CLUSTER, FILE), reference())).matches("[0-9a-f]{32}");
        assertThat(ofCloud(plan(CLOUD, FILE), reference())).matches("[0-9a-f]{32}");
    }

    @Test
    void ofAClusterDiffersWhenAnythingDiffersThatItsDayIsMadeFrom() {
        DayPlan plan = plan(CLUSTER, FILE);
        List<String> all = new ArrayList<>(Stream.of(
                        plan,
                        plan(CLUSTER),
                        plan(CLUSTER, FILE, FILE),
                        plan(CLUSTER, new LakeFile(ReportType.POD_USAGE_HOURLY, "s3://cost/a", 100, 1000)),
                        plan(CLUSTER, new LakeFile(ReportType.POD_USAGE_DAILY, "s3://cost/b", 100, 1000)),
                        plan(CLUSTER, new LakeFile(ReportType.POD_USAGE_DAILY, "s3://cost/a", 101, 1000)),
                        plan(CLUSTER, new LakeFile(ReportType.POD_USAGE_DAILY, "s3://cost/a", 100, 2000)),
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
                        DayPlan.of(plan.day(), 99, CLUSTER, plan.files()).asBlocked(HeldBack.because("x")).afterPublication("f", "c").to(DayPlan.Purpose.KEEP).asRebuild(),
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
        LakeFile first = new LakeFile(ReportType.POD_USAGE_DAILY, name.formatted(7), 100, 1000);
        LakeFile second = new LakeFile(ReportType.POD_USAGE_DAILY, name.formatted(8), 100, 1000);
        LakeFile volumes = new LakeFile(ReportType.STORAGE_USAGE_DAILY, name.formatted(8), 100, 1000);
        for (SourceSettings source : List.of(CLUSTER, CLOUD)) {
            assertThat(fingerprint(plan(source, first, second))).isNotEqualTo(fingerprint(plan(source, first, second).resolving(Overlap.ALL)));
            assertThat(fingerprint(plan(source, first, volumes))).isEqualTo(fingerprint(plan(source, first, volumes).resolving(Overlap.ALL)));
            assertThat(fingerprint(plan(source, FILE, first))).isEqualTo(fingerprint(plan(source, FILE, first).resolving(Overlap.ALL)));
        }
    }

    private static String fingerprint(DayPlan plan) {
        return plan.source() == CLUSTER ? ofCluster(plan, reference()) : ofCloud(plan, reference());
    }

    @Test
    void ofACloudDiffersWhenAnythingDiffersThatItsDayIsMadeFrom() {
        DayPlan plan = plan(CLOUD, FILE);
        List<String> all = new ArrayList<>(List.of(
                ofCloud(plan, reference()),
                ofCloud(plan(CLOUD), reference()),
                ofCloud(plan(cloud("0.1"), FILE), reference()),
                DayFingerprint.ofCloud(plan, List.of("first", "other"), reference().build()),
                DayFingerprint.ofCloud(plan, List.of("firstsecond"), reference().build()),
                DayFingerprint.ofCloud(runningOn(plan, cluster("c", "C", "cloud", "cpu")), List.of("first"), reference().build()),
                DayFingerprint.ofCloud(runningOn(plan, cluster("c", "C", "cloud", "memory")), List.of("first"), reference().build())));
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
        assertThat(ofCloud(plan(cloud("0.10"), FILE), reference())).isEqualTo(ofCloud(plan(cloud("0.1"), FILE), reference()));
        assertThat(ofCloud(plan(CLOUD, FILE), reference().costModel("source", "0.1", null))).isEqualTo(ofCloud(plan(cloud("0.1"), FILE), reference()));
        assertThat(ofCloud(plan(CLOUD, FILE), reference().openShiftKeys(List.of("app")))).as("clusters' fingerprints tell that")
                .isEqualTo(ofCloud(plan(CLOUD, FILE), reference()));
    }

    private static DayPlan plan(SourceSettings source, LakeFile... files) {
        return DayPlan.of(SourceDay.of("org1234567", "source", DATE), 7, source, List.of(files));
    }

    private static DayPlan runningOn(DayPlan plan, SourceSettings cluster) {
        return plan.with(List.of(new PlannedCluster(cluster, 7)));
    }

    private static SnapshotBuilder reference() {
        return SnapshotBuilder.of("org1234567");
    }

    private static String ofCluster(DayPlan plan, SnapshotBuilder reference) {
        return DayFingerprint.ofCluster(plan, reference.build());
    }

    private static String ofCloud(DayPlan plan, SnapshotBuilder reference) {
        return DayFingerprint.ofCloud(plan, List.of("first", "second"), reference.build());
    }

    private static SourceSettings cluster(String id, String alias, String infrastructure, String distribution) {
        return new SourceSettings("org1234567", SourceSettings.Type.OCP, "source", id, alias, infrastructure, distribution, null);
    }

    private static SourceSettings cloud(String markup) {
        return new SourceSettings(
                "org1234567", SourceSettings.Type.AWS, "source", null, null, null, null, markup == null ? null : new BigDecimal(markup));
    }
}
