package io.costflow.day;

/**
 * What one file gives to one day: its line items, combined. Every file of a plan gives one, be it empty or the reason why there is none.
 *
 * @param day the day
 * @param plannedRevision the revision of the plan that asked for it
 * @param file the file
 * @param combinerVersion the version of the combiner that made it; another version's is read again
 * @param belongs whether the file has to do with the day: it has line items of it, or it has none at all and its name says this day
 * @param rows line items of the file on this day
 * @param body the combined line items, encoded; null when {@code problem} is set
 * @param problem why the file could not be read, or null
 * @param size length of the body in bytes, also where the body is kept apart; 0 in what an earlier release stored
 */
public record Contribution(
        SourceDay day, long plannedRevision, LakeFile file, int combinerVersion, boolean belongs, long rows, byte[] body, HeldBack problem, int size) {

    /** A contribution with its body. */
    public Contribution(
            SourceDay day, long plannedRevision, LakeFile file, int combinerVersion, boolean belongs, long rows, byte[] body, HeldBack problem) {
        this(day, plannedRevision, file, combinerVersion, belongs, rows, body, problem, body == null ? 0 : body.length);
    }
}
