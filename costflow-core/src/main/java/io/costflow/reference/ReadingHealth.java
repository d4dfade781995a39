package io.costflow.reference;

import io.costflow.retry.FailureBudget;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How reading the reference data goes: how old it is, and for how long reading has failed. */
final class ReadingHealth {

    private static final Logger LOG = LoggerFactory.getLogger(ReadingHealth.class);

    private final Duration outageBudget;
    private final InstantSource clock;
    private final FailureBudget failing;
    private volatile Instant lastSuccess;

    /**
     * @param outageBudget how long reading may fail
     * @param clock a clock that never goes back
     */
    ReadingHealth(Duration outageBudget, InstantSource clock) {
        this.outageBudget = outageBudget;
        this.clock = clock;
        this.failing = new FailureBudget(outageBudget, clock);
        this.lastSuccess = clock.instant();
    }

    /** The reference data was read. */
    void succeeded() {
        if (failing.failures() > 0) {
            LOG.info("The reference data is read again, after {} failures in {} s.", failing.failures(), failing.outage().toSeconds());
        }
        failing.succeeded();
        lastSuccess = clock.instant();
    }

    /**
     * Reading failed and is tried again.
     *
     * @throws IllegalStateException if it has failed for longer than the budget
     */
    void failed(Throwable error) {
        failing.failed();
        if (failing.isExceeded()) {
            throw new IllegalStateException("The reference data could not be read " + failing.failures() + " times in a row, for longer than the outage budget of "
                    + outageBudget.toSeconds() + " s (database.outage-budget), the last time because of: " + error.getMessage()
                    + " See to the database: nothing is lost.", error);
        }
        LOG.warn("The reference data could not be read and is read again at the next poll; what is known of it is {} s old. The reason: {}",
                age().toSeconds(), error.getMessage());
    }

    /** How long ago the data was read; before it was, the time since the start. Any thread may ask. */
    Duration age() {
        return Duration.between(lastSuccess, clock.instant());
    }
}
