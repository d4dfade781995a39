package io.costflow.day;

import java.util.List;

/**
 * What a plan asks of one output of its day.
 *
 * @param output the output's id
 * @param purpose what is to be done
 * @param blocked why the files cannot make up the output's day yet, or null when it is ready
 * @param published what the tables held when the day was planned, or null when it was never published
 * @param clusters of an output that is attributed to clusters and is to be computed: the clusters with files on that day, ordered by UUID; else empty
 * @param independent whether no other output waits for this one, and this one waits for no other
 * @param month of an output that is published by the month: what the day's month is to be made of; else null
 */
public record OutputPlan(
        String output, Purpose purpose, HeldBack blocked, PublishedState published, List<PlannedCluster> clusters, boolean independent, MonthPlan month) {

    /** What is to be done with an output of a day. New constants go to the end: state holds their numbers. */
    public enum Purpose {
        /** It is computed from the day's files and published. */
        COMPUTE,
        /** The published rows were computed from exactly these inputs, so no file needs to be read. */
        KEEP,
        /** The day's files were deleted: it is published without rows. */
        EMPTY,
        /** The day has left the window, or the output is not wanted any more: its state is dropped, its rows stay. */
        FORGET,
        /** It is computed for another output that needs its facts, and not published. */
        SUPPLY
    }

    /** An output that is computed from the day's files and was never published. */
    public static OutputPlan of(String output) {
        return new OutputPlan(output, Purpose.COMPUTE, null, null, List.of(), false, null);
    }

    /** This plan with another purpose. */
    public OutputPlan to(Purpose other) {
        return new OutputPlan(output, other, blocked, published, clusters, independent, month);
    }

    /** This plan of an output that cannot be computed now; null unblocks it. */
    public OutputPlan blockedBy(HeldBack reason) {
        return new OutputPlan(output, purpose, reason, published, clusters, independent, month);
    }

    /** This plan of an output that was published before. */
    public OutputPlan publishedAs(PublishedState state) {
        return new OutputPlan(output, purpose, blocked, state, clusters, independent, month);
    }

    /** This plan, attributed to these clusters. */
    public OutputPlan with(List<PlannedCluster> those) {
        return new OutputPlan(output, purpose, blocked, published, those, independent, month);
    }

    /** This plan of an output whose month is to be made of this. */
    public OutputPlan in(MonthPlan whole) {
        return new OutputPlan(output, purpose, blocked, published, clusters, independent, whole);
    }

    /** This plan of an output that neither waits for others nor is waited for. */
    public OutputPlan asIndependent() {
        return new OutputPlan(output, purpose, blocked, published, List.of(), true, month);
    }

    /** Whether the files of the day are needed. */
    public boolean isOfFiles() {
        return (purpose == Purpose.COMPUTE || purpose == Purpose.SUPPLY) && blocked == null;
    }

    /** Whether another plan asks for the same of the day, whatever was published before and whatever other days of its month are made of. */
    public boolean asksTheSame(OutputPlan other) {
        return publishedAs(null).in(null).equals(other.publishedAs(null).in(null));
    }
}
