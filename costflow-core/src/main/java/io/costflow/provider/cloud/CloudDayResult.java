package io.costflow.provider.cloud;

import io.costflow.assembly.CompleteDay;
import io.costflow.assembly.CountedFiles;
import io.costflow.day.DayPlan;
import io.costflow.day.HeldBack;
import io.costflow.day.PlannedCluster;
import io.costflow.day.SourceDay;
import io.costflow.provider.openshift.ClusterDay;
import io.costflow.provider.openshift.ClusterUsage;
import io.costflow.publish.DayMark;
import io.costflow.publish.DayOutput;
import io.costflow.publish.DayWriter;
import io.costflow.publish.RowChecksum;
import io.costflow.reference.CostModels;
import io.costflow.reference.DayFingerprint;
import io.costflow.settings.SourceSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** What is published of a cloud source's day: its rows and their mark, or why it is held back. */
final class CloudDayResult {

    private final CompleteDay cloud;
    private final CloudBilling billing;

    CloudDayResult(CompleteDay cloud, CloudBilling billing) {
        this.cloud = cloud;
        this.billing = billing;
    }

    /**
     * Hands on all rows of the day as they are made, and closes them with its mark, which stands alone when the day is held back, did not change or has no rows
     * any more. There is none when the day is not there.
     *
     * @param clusterDays the days of the plan's clusters, by source
     * @param findings takes what is worth telling of the bill, if it is attributed
     * @param rows takes the rows
     */
    Optional<DayMark> mark(Map<String, ClusterDay> clusterDays, Consumer<BillFindings> findings, Consumer<DayOutput> rows) {
        DayPlan plan = cloud.plan();
        Optional<DayMark> heldBack = cloud.problem().map(this::heldBack);
        return switch (plan.purpose()) {
            case FORGET -> Optional.empty();
            case COMPUTE -> heldBack.or(() -> cloud.exists() ? Optional.of(attributed(clusterDays, findings, rows)) : Optional.empty());
            case KEEP -> heldBack.or(() -> Optional.of(mark(plan.published(), plan.publishedChecksum(), 0)));
            case EMPTY -> heldBack.or(() -> Optional.of(emptyMark()));
        };
    }

    private DayMark attributed(Map<String, ClusterDay> clusterDays, Consumer<BillFindings> findings, Consumer<DayOutput> rows) {
        Optional<HeldBack> cluster = heldBackCluster(clusterDays);
        if (cluster.isPresent()) {
            return heldBack(cluster.get());
        }
        SourceDay day = cloud.plan().day();
        return cloud.reference()
                .bill(day.source(), day.day())
                .map(bill -> computed(bill, clusterDays, findings, rows))
                .orElseGet(() -> heldBack(HeldBack.because("The source has no bill for the month of the day. Add it to " + day.tenant()
                        + ".reporting_awscostentrybill (provider_id, billing_period_start), which koku does when it ingests the month.")));
    }

    private Optional<HeldBack> heldBackCluster(Map<String, ClusterDay> clusterDays) {
        return cloud.plan().clusters().stream()
                .map(cluster -> clusterDays.get(cluster.source().uuid()))
                .filter(day -> day.heldBack() != null)
                .findFirst()
                .map(day -> new HeldBack(
                        "The day of the cluster " + day.cluster() + ", which runs on this source, is held back: " + day.heldBack().reason(),
                        day.heldBack().file(),
                        day.heldBack().column()));
    }

    private DayMark computed(int bill, Map<String, ClusterDay> clusterDays, Consumer<BillFindings> findings, Consumer<DayOutput> rows) {
        DayPlan plan = cloud.plan();
        List<CloudCluster> clusters = new ArrayList<>();
        List<String> fingerprints = new ArrayList<>();
        for (PlannedCluster planned : plan.clusters()) {
            SourceSettings cluster = planned.source();
            ClusterDay day = clusterDays.get(cluster.uuid());
            fingerprints.add(day.fingerprint());
            clusters.add(new CloudCluster(
                    cluster.uuid(),
                    cluster.clusterId(),
                    cluster.clusterAlias(),
                    day.reportPeriod(),
                    !CostModels.distribution(cluster, cloud.reference()).equals("cpu"),
                    ClusterUsage.decode(day.body())));
        }
        DayWriter writer = new DayWriter(plan.day(), cloud.revision(), rows);
        CountedFiles counted = cloud.counted();
        findings.accept(billing.attribute(cloud.of(counted.contributions()), bill, clusters, writer));
        String checksum = writer.finish();
        long newestFile = clusterDays.values().stream().mapToLong(ClusterDay::newestFile).max().orElse(0);
        return mark(DayFingerprint.ofCloud(plan, fingerprints, cloud.reference()), checksum, writer.rows())
                .with(counted.overlap())
                .withFilesUpTo(newestFile);
    }

    private DayMark emptyMark() {
        return mark(DayFingerprint.ofCloud(cloud.plan().with(List.of()), List.of(), cloud.reference()), RowChecksum.OF_NOTHING, 0);
    }

    private DayMark mark(String fingerprint, String checksum, long rows) {
        return DayMark.of(cloud.plan(), cloud.revision(), cloud.rowsRead(), fingerprint, checksum, rows);
    }

    private DayMark heldBack(HeldBack reason) {
        return DayMark.ofHeldBack(cloud.plan(), cloud.revision(), cloud.rowsRead(), reason);
    }
}
