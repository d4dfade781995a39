package io.costflow.inventory;

import io.costflow.publish.RowCounts.Counted;
import java.time.Duration;
import java.time.Instant;

/**
 * Tells when a period is put back of which the tables hold another number of rows than was published. Rows that are taken away again and again are put back
 * ever later, so that two writers do not rewrite a day all the time.
 *
 * @param restoreAfter how long a period must have differed the first time
 */
record RestorePolicy(Duration restoreAfter) {

    /** How often a day is put back within 24 hours before it is said that another writer takes turns at it. */
    static final int TURNS = 2;

    private static final int MOST_DOUBLINGS = 6;
    private static final Duration FORGOTTEN_AFTER = Duration.ofDays(1);

    /** When a period that differs is put back, if nothing changes until then. */
    Instant dueAt(Counted counted, Instant now) {
        Instant since = counted.differsSince() == null ? now : counted.differsSince();
        return since.plus(pause(counted, now));
    }

    /** How long rows of a period must have stayed away. */
    Duration pause(Counted counted, Instant now) {
        return restoreAfter.multipliedBy(1L << Math.min(turns(counted, now), MOST_DOUBLINGS));
    }

    /** How often a period was put back within the last day. */
    static int turns(Counted counted, Instant now) {
        boolean recent = counted.restoredAt() != null && counted.restoredAt().isAfter(now.minus(FORGOTTEN_AFTER));
        return recent ? counted.restored() : 0;
    }
}
