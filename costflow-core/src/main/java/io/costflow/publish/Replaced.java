package io.costflow.publish;

/**
 * What a publication has replaced.
 *
 * @param planRevision the revision of the plan that the day was published by before; 0 when it was never published or that is
 *     not known
 * @param difference by how much the totals of the rows that another writer had left differ from ours, as {@link TableTotals} says it; {@link #NO_TAKEOVER}
 *     when the day was published before, or had no rows
 * @param restored whether the tables had another number of rows than was published, so that another program's work was undone
 */
public record Replaced(long planRevision, double difference, boolean restored) implements java.io.Serializable {

    /** Nothing was taken over. */
    public static final double NO_TAKEOVER = -1;

    /** A replacement of rows that were as they had been published. */
    public Replaced(long planRevision, double difference) {
        this(planRevision, difference, false);
    }

    /** Whether the replaced rows were another writer's. */
    boolean isTakeover() {
        return difference != NO_TAKEOVER;
    }
}
