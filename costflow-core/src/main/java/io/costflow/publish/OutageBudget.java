package io.costflow.publish;

import java.sql.SQLException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits out an outage of the database: ever longer between the attempts, and no longer than the budget from the first failure on. */
final class OutageBudget {

    private static final Logger LOG = LoggerFactory.getLogger(OutageBudget.class);
    private static final Duration FIRST_WAIT = Duration.ofMillis(100);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(15);

    private final Duration budget;
    private Duration wait = FIRST_WAIT;
    private long firstFailure;
    private int failures;

    OutageBudget(Duration budget) {
        this.budget = budget;
    }

    /**
     * Waits before the next attempt.
     *
     * @throws PublishFailedException if the budget is used up
     */
    void waitAfter(SQLException failure, String what) throws InterruptedException {
        if (failures++ == 0) {
            firstFailure = System.nanoTime();
        }
        Duration left = budget.minusNanos(System.nanoTime() - firstFailure);
        if (left.isNegative() || left.isZero()) {
            throw new PublishFailedException("The database failed " + failures + " times in a row while " + what + ", for longer than the outage budget of "
                    + budget.toSeconds() + " s, the last time with: " + failure.getMessage() + " [SQLSTATE " + failure.getSQLState()
                    + "]. See to the database: no day is half published.", failure);
        }
        Duration pause = wait.compareTo(left) < 0 ? wait : left;
        LOG.warn("The database failed while {}; trying again in {} ms: {} [SQLSTATE {}]", what, pause.toMillis(), failure.getMessage(), failure.getSQLState());
        Thread.sleep(pause.toMillis());
        wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) < 0 ? wait.multipliedBy(2) : LONGEST_WAIT;
    }
}
