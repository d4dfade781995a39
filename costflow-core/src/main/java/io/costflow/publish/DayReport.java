package io.costflow.publish;

import io.costflow.day.HeldBack;
import io.costflow.day.OutputPeriod;

/**
 * How the publication of an output's period ended.
 *
 * @param period what was to be published
 * @param revision the revision that was to be published
 * @param outcome what happened
 * @param rowsRead line items read
 * @param written rows inserted or updated
 * @param deleted rows deleted
 * @param kept rows that were right already
 * @param heldBack why, when the outcome is HELD_BACK, else null
 * @param replaced what was replaced, when the day was published, else null
 */
public record DayReport(
        OutputPeriod period, long revision, Outcome outcome, long rowsRead, long written, long deleted, long kept, HeldBack heldBack, Replaced replaced)
        implements java.io.Serializable {

    /** A report of a day that was not published, or of which it does not matter what was published before. */
    public DayReport(OutputPeriod period, long revision, Outcome outcome, long rowsRead, long written, long deleted, long kept, HeldBack heldBack) {
        this(period, revision, outcome, rowsRead, written, deleted, kept, heldBack, null);
    }

    /** How the publication of a day can end. */
    public enum Outcome {
        /** The day was replaced: at least one row was written or deleted. */
        PUBLISHED,
        /** Every row was right already. */
        UNCHANGED,
        /** The tables hold a newer revision. */
        SUPERSEDED,
        /** The last good revision stays. */
        HELD_BACK,
        /** Another program writes the output of the source, or the day is written on request only. */
        NOT_WRITTEN
    }
}
