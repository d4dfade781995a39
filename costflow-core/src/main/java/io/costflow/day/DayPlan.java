package io.costflow.day;

import io.costflow.settings.Overlap;
import io.costflow.settings.SourceSettings;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The exact set of files that make up a day at a revision, and what is to be done with each of the day's outputs. A plan without outputs drops the day's state:
 * the day has left the window, and its rows stay.
 *
 * @param day what is planned
 * @param revision the instant of the listing that the plan is based on, in microseconds since 1970-01-01 UTC
 * @param source the source, as it was configured or discovered
 * @param files the files, in path order
 * @param overlap which files count where several manifests delivered one report
 * @param rebuild compare with the tables even if the fingerprint did not change
 * @param outputs what is to be done with each output
 * @param referenceRevision the day waits for reference data of this revision or a newer one; 0 when it takes what is known
 * @param nodes of a cluster's day: the stored roles of its nodes, in order; null where they are reference data, and in state of earlier versions
 */
public record DayPlan(
        SourceDay day,
        long revision,
        SourceSettings source,
        List<LakeFile> files,
        Overlap overlap,
        boolean rebuild,
        List<OutputPlan> outputs,
        long referenceRevision,
        List<PlannedNode> nodes) {

    /** A plan of a day that takes the reference data that is known, the roles of nodes among them. */
    public DayPlan(SourceDay day, long revision, SourceSettings source, List<LakeFile> files, Overlap overlap, boolean rebuild, List<OutputPlan> outputs) {
        this(day, revision, source, files, overlap, rebuild, outputs, 0, null);
    }

    /** A plan that drops everything known of a day but its rows. */
    public static DayPlan toForget(SourceDay day, long revision, SourceSettings source) {
        return new DayPlan(day, revision, source, List.of(), Overlap.WINNER, false, List.of());
    }

    /** This plan with other outputs. */
    public DayPlan with(List<OutputPlan> others) {
        return new DayPlan(day, revision, source, files, overlap, rebuild, others, referenceRevision, nodes);
    }

    /** This plan of a day that waits for reference data of a revision. */
    public DayPlan withReference(long needed) {
        return new DayPlan(day, revision, source, files, overlap, rebuild, outputs, needed, nodes);
    }

    /** This plan with the stored roles of the day's nodes; null leaves them to the reference data. */
    public DayPlan withNodes(List<PlannedNode> stored) {
        return new DayPlan(day, revision, source, files, overlap, rebuild, outputs, referenceRevision, stored);
    }

    /** This plan with one of its outputs replaced by another plan for it. */
    public DayPlan with(OutputPlan changed) {
        return with(outputs.stream().map(plan -> plan.output().equals(changed.output()) ? changed : plan).toList());
    }

    /** What is to be done with an output, if it is part of the plan. */
    public Optional<OutputPlan> output(String id) {
        return outputs.stream().filter(plan -> plan.output().equals(id)).findFirst();
    }

    /** Whether the day's state is to be dropped. */
    public boolean isToForget() {
        return outputs.isEmpty();
    }

    /** Whether any output needs files of the day. */
    public boolean isOfFiles() {
        return outputs.stream().anyMatch(OutputPlan::isOfFiles);
    }

    /** Whether another plan asks for the same at another revision, whatever was published before. */
    public boolean asksTheSame(DayPlan other) {
        return source.equals(other.source) && files.equals(other.files) && Objects.equals(nodes, other.nodes) && outputs.size() == other.outputs.size()
                && outputs.stream().allMatch(plan -> other.output(plan.output()).filter(plan::asksTheSame).isPresent());
    }
}
