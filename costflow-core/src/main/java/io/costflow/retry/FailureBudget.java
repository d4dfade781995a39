package io.costflow.retry;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Measures how long attempts have failed, from the first failure in a row, against a budget of time. Not thread-safe. */
public final class FailureBudget {

    private final Duration budget;
    private final InstantSource clock;
    private Instant firstFailure;
    private int failures;

    public FailureBudget(Duration budget, InstantSource clock) {
        this.budget = budget;
        this.clock = clock;
    }

    /** Counts a failed attempt. */
    public void failed() {
        if (failures++ == 0) {
            firstFailure = clock.instant();
        }
    }

    /** Ends the row of failures: the next one has the whole budget. */
    public void succeeded() {
        failures = 0;
    }

    /** Returns the number of failures in a row. */
    public int failures() {
        return failures;
    }

    /** Returns the time since the first failure in a row; zero when the last attempt succeeded. */
    public Duration outage() {
        return failures == 0 ? Duration.ZERO : Duration.between(firstFailure, clock.instant());
    }

    /** Whether the failures have lasted longer than the budget. */
    public boolean isExceeded() {
        return outage().compareTo(budget) > 0;
    }

    /** Returns what is left of the budget; negative when it is exceeded. */
    public Duration left() {
        return budget.minus(outage());
    }
}
