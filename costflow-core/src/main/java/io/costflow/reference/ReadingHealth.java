package io.costflow.reference;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How reading the reference data goes: how old it is, and for how long reading has failed. */
final class ReadingHealth {

    private static final Logger LOG = LoggerFactory.getLogger(ReadingHealth.class);

    private final Duration outageBudget;
    private final LongSupplier nanos;
    private volatile long lastSuccess;
    private long firstFailure;
    private int failuresInARow;

    /**
     * @param outageBudget how long reading may fail
     * @param nanos a clock that never goes back, in nanoseconds
     */
    ReadingHealth(Duration outageBudget, LongSupplier nanos) {
        this.outageBudget = outageBudget;
        this.nanos = nanos;
        this.lastSuccess = nanos.getAsLong();
    }

    /** The reference data was read. */
    void succeeded() {
        if (failuresInARow > 0) {
            LOG.info("The reference data is read again, after {} failures in {} s.", failuresInARow, since(firstFailure).toSeconds());
        }
        failuresInARow = 0;
        lastSuccess = nanos.getAsLong();
    }

    /**
     * Reading failed and is tried again.
     *
     * @throws IllegalStateException if it has failed for longer than the budget
     */
    void failed(Throwable error) {
        if (failuresInARow++ == 0) {
            firstFailure = nanos.getAsLong();
        }
        Duration outage = since(firstFailure);
        if (outage.compareTo(outageBudget) > 0) {
            throw new IllegalStateException("The reference data could not be read " + failuresInARow + " times in a row, for longer than the outage budget of "
                    + outageBudget.toSeconds() + " s (database.outage-budget), the last time because of: " + error.getMessage()
                    + " See to the database: nothing is lost.", error);
        }
        LOG.warn("The reference data could not be read and is read again at the next poll; what is known of it is {} s old. The reason: {}",
                age().toSeconds(), error.getMessage());
    }

    /** How long ago the data was read; before it was, the time since the start. Any thread may ask. */
    Duration age() {
        return since(lastSuccess);
    }

    private Duration since(long instant) {
        return Duration.ofNanos(nanos.getAsLong() - instant);
    }
}
