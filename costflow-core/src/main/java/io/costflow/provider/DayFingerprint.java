package io.costflow.provider;

import io.costflow.day.DayPlan;
import io.costflow.day.LakeFile;
import io.costflow.day.MonthPlan;
import io.costflow.day.OutputPeriod;
import io.costflow.day.OutputPlan;
import io.costflow.day.PlannedCluster;
import io.costflow.day.PlannedNode;
import io.costflow.reference.CostModels;
import io.costflow.reference.Digest;
import io.costflow.reference.ReferenceSnapshot;
import io.costflow.settings.SourceSettings;
import java.time.LocalDate;
import java.util.List;

/**
 * Identifies what an output of a day is computed from: its files and which of them count, the reference data and the version of the output. Equal fingerprints
 * mean equal rows.
 */
public final class DayFingerprint {

    private DayFingerprint() {}

    /** The fingerprint of an output of a source's own day. */
    public static String of(DayPlan plan, DayOutput output, ReferenceSnapshot reference) {
        Digest digest = ofFiles(plan, output);
        digest.add(plan.source().clusterId());
        digest.add(plan.source().clusterAlias());
        digest.add(output.referenceDigest(plan.source(), plan.day().day(), reference));
        if (plan.nodes() != null) {
            addNodes(digest, plan.nodes());
        }
        return digest.text();
    }

    /**
     * The fingerprint of a cloud's day that is attributed to clusters.
     *
     * @param clusters the plan's clusters
     * @param clusterDays the fingerprints of their days, in the same order
     */
    public static String of(
            DayPlan plan, CorrelatedOutput output, List<PlannedCluster> clusters, List<String> clusterDays, ReferenceSnapshot reference) {
        Digest digest = ofFiles(plan, output);
        digest.add(clusterDays);
        clusters.forEach(cluster -> digest.add(cluster.source().uuid()));
        digest.add(cloudReference(plan, output, clusters, reference));
        return digest.text();
    }

    /**
     * The fingerprint of a month.
     *
     * @param plan what the month is made of
     */
    public static String of(OutputPeriod period, MonthPlan plan, SourceSettings source, MonthOutput output, ReferenceSnapshot reference) {
        Digest digest = new Digest();
        digest.add(output.version());
        digest.add(plan.days().size());
        for (MonthPlan.Day day : plan.days()) {
            digest.add(day.epochDay());
            digest.add(day.inputs());
        }
        digest.add(output.referenceDigest(source, period.from(), reference));
        return digest.text();
    }

    /** Identifies what a day contributes to its month, as a plan has it. */
    public static String ofContribution(DayPlan plan, OutputPlan wanted) {
        String inputs = ofFiles(plan, Providers.output(wanted.output())).text();
        return wanted.blocked() == null ? inputs : "blocked " + inputs;
    }

    /**
     * What an output takes from the plan and the reference data, known before anything is computed: it changes exactly when the output has to be computed again,
     * or another program is to write it from now on.
     */
    public static String inputs(DayPlan plan, OutputPlan wanted, ReferenceSnapshot reference) {
        Output output = Providers.output(wanted.output());
        if (output instanceof MonthOutput) {
            return ofContribution(plan, wanted);
        }
        LocalDate day = plan.day().day();
        String inputs = output instanceof CorrelatedOutput correlated
                ? of(plan, correlated, wanted.clusters(), wanted.clusters().stream().map(cluster -> factsDigest(cluster.source(), day, reference)).toList(), reference)
                : of(plan, (DayOutput) output, reference);
        String readiness = wanted.blocked() == null ? inputs : "blocked " + inputs;
        return reference.mode(plan.day().source(), wanted.output()).map(mode -> mode.text() + " " + readiness).orElse(readiness);
    }

    /** What a cluster's day, as far as a cloud's day is attributed by it, takes from the reference data. */
    public static String factsDigest(SourceSettings cluster, LocalDate day, ReferenceSnapshot reference) {
        return Providers.of(cluster).factsOutput().orElseThrow().referenceDigest(cluster, day, reference);
    }

    private static String cloudReference(DayPlan plan, CorrelatedOutput output, List<PlannedCluster> clusters, ReferenceSnapshot reference) {
        Digest digest = new Digest();
        digest.add(clusters.size());
        for (PlannedCluster cluster : clusters) {
            digest.add(CostModels.distribution(cluster.source(), reference));
        }
        output.addReference(digest, plan.source(), plan.day().day(), reference);
        return digest.text();
    }

    private static void addNodes(Digest digest, List<PlannedNode> nodes) {
        digest.add(nodes.size());
        for (PlannedNode node : nodes) {
            digest.add(node.node());
            digest.add(node.resourceId());
            digest.add(node.role());
        }
    }

    private static Digest ofFiles(DayPlan plan, Output output) {
        List<LakeFile> files = output.files(plan);
        Digest digest = new Digest();
        digest.add(output.version());
        digest.add(files.size());
        for (LakeFile file : files) {
            digest.add(file.report());
            digest.add(file.path());
            digest.add(file.size());
            digest.add(file.modified());
        }
        if (Providers.of(plan.source()).haveOverlappingManifests(files)) {
            digest.add(plan.overlap().name());
        }
        return digest;
    }
}
