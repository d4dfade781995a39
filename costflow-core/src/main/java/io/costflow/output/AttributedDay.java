package io.costflow.output;

import io.costflow.assembly.CompleteDay;
import io.costflow.day.Contribution;
import io.costflow.day.HeldBack;
import io.costflow.day.PlannedCluster;
import io.costflow.provider.CorrelatedOutput;
import io.costflow.provider.DayFingerprint;
import io.costflow.provider.Layouts;
import io.costflow.provider.Providers;
import io.costflow.provider.cloud.BillFindings;
import io.costflow.provider.cloud.CloudCluster;
import io.costflow.provider.openshift.ClusterUsage;
import io.costflow.publish.DayWriter;
import io.costflow.reference.CostModels;
import io.costflow.settings.SourceSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A cloud source's day that is attributed to the clusters which run on it.
 *
 * @param cloud the cloud source's day
 * @param clusterDays the days of the plan's clusters, by source
 * @param findings takes what is worth reporting about the bill
 */
record AttributedDay(CompleteDay cloud, Map<String, ClusterDay> clusterDays, Layouts layouts, Consumer<BillFindings> findings)
        implements DayOutcome.Computation {

    @Override
    public CompleteDay day() {
        return cloud;
    }

    /**
     * The last good revision of the bill's day, if that is held back, attributed to those of the clusters' days that are; empty unless the day is to be compared
     * with the tables, since nothing else needs it. What is worth reporting was reported when it was computed first.
     */
    @Override
    public Optional<AttributedDay> lastGood() {
        if (!cloud.plan().rebuild()) {
            return Optional.empty();
        }
        Optional<CompleteDay> bill = cloud.problemOfFiles().isEmpty() ? Optional.of(cloud) : cloud.lastGood().map(this::withClustersOfNow);
        Map<String, ClusterDay> good = new HashMap<>();
        for (PlannedCluster planned : clusters()) {
            ClusterDay day = clusterDays.get(planned.source().uuid());
            Optional<ClusterDay> last = day == null ? Optional.empty() : day.lastGood();
            if (last.isEmpty()) {
                return Optional.empty();
            }
            good.put(planned.source().uuid(), last.get());
        }
        return bill.map(day -> new AttributedDay(day, good, layouts, ignored -> {}));
    }

    private CompleteDay withClustersOfNow(CompleteDay good) {
        return new CompleteDay(good.plan().with(good.outputPlan().with(clusters())), good.output(), good.revision(), good.contributions(), good.reference());
    }

    /** A cluster whose day is held back holds back the cloud's. */
    @Override
    public Optional<HeldBack> problem() {
        return clusters().stream()
                .map(cluster -> clusterDays.get(cluster.source().uuid()))
                .filter(day -> day.heldBack() != null)
                .findFirst()
                .map(day -> new HeldBack(
                        "The day of the cluster " + day.cluster() + ", which runs on this source, is held back: " + day.heldBack().reason(),
                        day.heldBack().file(),
                        day.heldBack().column()))
                .or(() -> output().missingReference(cloud.plan().day(), cloud.reference()));
    }

    @Override
    public String fingerprint() {
        List<String> days = clusters().stream().map(cluster -> clusterDays.get(cluster.source().uuid()).fingerprint()).toList();
        return DayFingerprint.of(cloud.plan(), output(), clusters(), days, cloud.reference());
    }

    @Override
    public String fingerprintOfNothing() {
        return DayFingerprint.of(cloud.plan(), output(), List.of(), List.of(), cloud.reference());
    }

    @Override
    public long newestFileOfOthers() {
        return clusterDays.values().stream().mapToLong(ClusterDay::newestFile).max().orElse(0);
    }

    @Override
    public byte[] write(List<Contribution> files, DayWriter writer) {
        List<CloudCluster> clusters = new ArrayList<>();
        for (PlannedCluster planned : clusters()) {
            clusters.add(cluster(planned.source(), ClusterUsage.decode(clusterDays.get(planned.source().uuid()).facts())));
        }
        findings.accept(output().attribute(DayFunction.contents(cloud, files, layouts), clusters, writer));
        return null;
    }

    private CloudCluster cluster(SourceSettings source, ClusterUsage usage) {
        boolean byMemory = !CostModels.distribution(source, cloud.reference()).equals("cpu");
        return new CloudCluster(source.uuid(), source.clusterId(), source.clusterAlias(), usage.reportPeriod(), byMemory, usage);
    }

    private List<PlannedCluster> clusters() {
        return cloud.outputPlan().clusters();
    }

    private CorrelatedOutput output() {
        return (CorrelatedOutput) Providers.output(cloud.output());
    }
}
