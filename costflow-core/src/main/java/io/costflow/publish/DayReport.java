package io.costflow.publish;

import io.costflow.day.HeldBack;
import io.costflow.day.SourceDay;

/**
 * What became of a day.
 *
 * @param day the day
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
        SourceDay day, long revision, Outcome outcome, long rowsRead, long written, long deleted, long kept, HeldBack heldBack, Replaced replaced)
        implements java.io.Serializable {

    /** A report of a day that was not published, or of which it does not matter what was published before. */
    public DayReport(SourceDay day, long revision, Outcome outcome, long rowsRead, long written, long deleted, long kept, HeldBack heldBack) {
        this(day, revision, outcome, rowsRead, written, deleted, kept, heldBack, null);
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
        HELD_BACK
    }
}
