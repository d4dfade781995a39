package io.costflow.inventory;

import io.costflow.database.SqlErrorClass;
import io.costflow.database.SqlStates;
import io.costflow.day.DayPlan;
import io.costflow.day.OutputPeriod;
import io.costflow.day.SourceDay;
import io.costflow.publish.StatusTable.Refusal;
import io.costflow.retry.Backoff;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Decides when a day that PostgreSQL has refused is planned again: at once when a right or table is back or a lock was in the way, else with backoff. */
final class RefusedDays {

    private static final int LONGEST_BACKOFF = 32;

    /** The refusals of a period in a row, the newest one, and when the next attempt is due. */
    private record Attempts(int failures, long revision, Instant next) {}

    private final Backoff backoff;
    private final Map<OutputPeriod, Attempts> attempts = new HashMap<>();

    /** @param poll how often the status tables are read */
    RefusedDays(Duration poll) {
        backoff = new Backoff(poll, 2, poll.multipliedBy(LONGEST_BACKOFF));
    }

    /**
     * Returns the days to be planned again now.
     *
     * @param refused the periods that are refused, without the ones whose tables or rights are known to be missing still
     * @param planned a refusal of an older plan than the newest says nothing: the newest is on its way
     */
    Set<SourceDay> due(Map<OutputPeriod, Refusal> refused, PlannedDays planned, Instant now) {
        attempts.keySet().retainAll(refused.keySet());
        Set<SourceDay> due = new HashSet<>();
        refused.forEach((period, refusal) -> {
            Optional<DayPlan> newest = planned.newest(period);
            if (newest.isPresent() && refusal.revision() >= newest.get().revision() && !now.isBefore(attempt(period, refusal, now).next())) {
                due.add(newest.get().day());
            }
        });
        return due;
    }

    private Attempts attempt(OutputPeriod period, Refusal refusal, Instant now) {
        Attempts before = attempts.get(period);
        if (before != null && before.revision() == refusal.revision()) {
            return before;
        }
        int failures = before == null ? 1 : before.failures() + 1;
        SqlErrorClass errorClass = SqlStates.of(refusal.sqlState()).errorClass();
        boolean atOnce = errorClass == SqlErrorClass.TRANSIENT || errorClass == SqlErrorClass.MISSING && failures == 1;
        Attempts newer = new Attempts(failures, refusal.revision(), atOnce ? now : now.plus(backoff.pause(failures)));
        attempts.put(period, newer);
        return newer;
    }
}
