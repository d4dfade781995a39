package io.costflow.publish;

import io.costflow.database.SqlStates;
import io.costflow.retry.Backoff;
import io.costflow.retry.FailureBudget;
import io.costflow.retry.MonotonicClock;
import java.sql.SQLException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits out an outage of the database, with exponential backoff, for no longer than the budget from the first failure on. */
final class OutageBudget {

    private static final Logger LOG = LoggerFactory.getLogger(OutageBudget.class);
    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(100), 2, Duration.ofSeconds(15));

    private final Duration budget;
    private final FailureBudget failing;

    OutageBudget(Duration budget) {
        this.budget = budget;
        this.failing = new FailureBudget(budget, new MonotonicClock());
    }

    /**
     * Waits before the next attempt.
     *
     * @throws PublishFailedException if the budget is used up
     */
    void waitAfter(SQLException failure, String what) throws InterruptedException {
        failing.failed();
        Duration left = failing.left();
        if (left.isNegative() || left.isZero()) {
            throw new PublishFailedException("The database failed " + failing.failures() + " times in a row while " + what + ", for longer than the outage budget of "
                    + budget.toSeconds() + " s, the last time with: " + SqlStates.message(failure) + ". "
                    + SqlStates.of(failure).advice() + " No day is half published.", failure);
        }
        Duration backoff = BACKOFF.pause(failing.failures());
        Duration pause = backoff.compareTo(left) < 0 ? backoff : left;
        LOG.warn("The database failed while {}; trying again in {} ms: {}. {}", what, pause.toMillis(), SqlStates.message(failure), SqlStates.of(failure).advice());
        Thread.sleep(pause.toMillis());
    }
}
