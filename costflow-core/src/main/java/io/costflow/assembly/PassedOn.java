package io.costflow.assembly;

/**
 * What was passed on of a day last. It outlives the plan, so that stragglers of an older one do not bring a finished or forgotten day back.
 *
 * @param planRevision the revision of the plan
 * @param revision the revision of the result
 * @param inputs what the result was to be computed from, see {@link DuePlan#inputs}; null when nothing was to be computed
 * @param forgottenUntil of a day that was forgotten: when this may be forgotten too, in milliseconds since 1970-01-01 UTC; else 0
 */
public record PassedOn(long planRevision, long revision, String inputs, long forgottenUntil) {

    /** Whether the day was forgotten, and what reminds of it may be forgotten as well. */
    boolean isOver(long now) {
        return forgottenUntil != 0 && forgottenUntil <= now;
    }
}
