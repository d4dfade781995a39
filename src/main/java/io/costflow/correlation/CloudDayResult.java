package io.costflow.correlation;

import io.costflow.assembly.CompleteDay;
import io.costflow.assembly.CountedFiles;
import io.costflow.day.DayPlan;
import io.costflow.day.HeldBack;
import io.costflow.day.PlannedCluster;
import io.costflow.day.SourceDay;
import io.costflow.openshift.ClusterDay;
import io.costflow.openshift.ClusterUsage;
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
     * All rows of the day, then its mark; the mark alone when the day is held back, did not change or has no rows any more; nothing when it is not there.
     *
     * @param clusterDays the days of the plan's clusters, by source
     * @param findings takes what is worth telling of the bill, if it is attributed
     */
    List<DayOutput> outputs(Map<String, ClusterDay> clusterDays, Consumer<BillFindings> findings) {
        DayPlan plan = cloud.plan();
        Optional<List<DayOutput>> heldBack = cloud.problem().map(this::heldBack);
        return switch (plan.purpose()) {
            case FORGET -> List.of();
            case COMPUTE -> heldBack.orElseGet(() -> cloud.exists() ? attributed(clusterDays, findings) : List.of());
            case KEEP -> heldBack.orElseGet(() -> List.of(DayOutput.of(mark(plan.published(), plan.publishedChecksum(), 0))));
            case EMPTY -> heldBack.orElseGet(() -> List.of(emptyMark()));
        };
    }

    private List<DayOutput> attributed(Map<String, ClusterDay> clusterDays, Consumer<BillFindings> findings) {
        Optional<HeldBack> cluster = heldBackCluster(clusterDays);
        if (cluster.isPresent()) {
            return heldBack(cluster.get());
        }
        SourceDay day = cloud.plan().day();
        return cloud.reference()
                .bill(day.source(), day.day())
                .map(bill -> computed(bill, clusterDays, findings))
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

    private List<DayOutput> computed(int bill, Map<String, ClusterDay> clusterDays, Consumer<BillFindings> findings) {
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
        List<DayOutput> outputs = new ArrayList<>();
        DayWriter writer = new DayWriter(plan.day(), cloud.revision(), outputs::add);
        CountedFiles counted = cloud.counted();
        findings.accept(billing.attribute(cloud.of(counted.contributions()), bill, clusters, writer));
        String checksum = writer.finish();
        outputs.add(DayOutput.of(mark(DayFingerprint.ofCloud(plan, fingerprints, cloud.reference()), checksum, writer.rows()).with(counted.overlap())));
        return outputs;
    }

    private DayOutput emptyMark() {
        return DayOutput.of(mark(DayFingerprint.ofCloud(cloud.plan().with(List.of()), List.of(), cloud.reference()), RowChecksum.OF_NOTHING, 0));
    }

    private DayMark mark(String fingerprint, String checksum, long rows) {
        return DayMark.of(cloud.plan(), cloud.revision(), cloud.rowsRead(), fingerprint, checksum, rows);
    }

    private List<DayOutput> heldBack(HeldBack reason) {
        return List.of(DayOutput.of(DayMark.ofHeldBack(cloud.plan(), cloud.revision(), cloud.rowsRead(), reason)));
    }
}
