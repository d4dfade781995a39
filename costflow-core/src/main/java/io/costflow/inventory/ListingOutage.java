package io.costflow.inventory;

import io.costflow.retry.FailureBudget;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps account of failed listings of a continuous run. A listing that fails is never taken for an empty lake: what was known stays, until a later listing
 * succeeds.
 */
final class ListingOutage {

    private static final Logger LOG = LoggerFactory.getLogger(ListingOutage.class);

    private final Duration budget;
    private final InstantSource clock;
    private final FailureBudget failing;
    private final LongConsumer failures;
    private final Map<SourceMonth, String> unlisted = new HashMap<>();
    private volatile Instant lastSuccess;

    /**
     * @param budget how long listings may fail altogether
     * @param failures counts listings that fail
     */
    ListingOutage(Duration budget, InstantSource clock, LongConsumer failures) {
        this.budget = budget;
        this.clock = clock;
        this.failing = new FailureBudget(budget, clock);
        this.failures = failures;
        this.lastSuccess = clock.instant();
    }

    /**
     * Counts a listing that failed altogether. One that is interrupted has not: Flink interrupts it when the job ends.
     *
     * @throws IllegalStateException when listings have failed for longer than the budget
     */
    void failed(Throwable error) {
        if (error instanceof InterruptedException) {
            return;
        }
        failures.accept(1);
        failing.failed();
        if (failing.isExceeded()) {
            throw new IllegalStateException("The window could not be listed for " + budget.toSeconds()
                    + " s (continuous.outage-budget): " + error.getMessage(), error);
        }
        LOG.warn("The window could not be listed and is tried again; published days stay: {}", error.getMessage());
    }

    /**
     * Takes in a poll. It succeeded if a month was listed, or if none had to be: months whose listing failed are listed by each poll until they can be.
     *
     * @param tried how many months were to be listed
     * @param failed those of them that could not, each with the reason
     */
    void polled(int tried, Map<SourceMonth, String> failed) {
        if (tried > 0 && failed.size() >= tried) {
            failed(new IOException(failed.values().iterator().next()));
        } else {
            succeeded(failed);
        }
    }

    /** Ends an outage: a listing succeeded, except of those months. Logs only what has changed. */
    private void succeeded(Map<SourceMonth, String> failed) {
        failing.succeeded();
        lastSuccess = clock.instant();
        failures.accept(failed.size());
        failed.forEach((month, reason) -> {
            if (!reason.equals(unlisted.get(month))) {
                LOG.warn("The files of {} could not be listed and are tried again; published days stay: {}", month, reason);
            }
        });
        unlisted.keySet().stream().filter(month -> !failed.containsKey(month)).forEach(month -> LOG.info("The files of {} are listed again.", month));
        unlisted.clear();
        unlisted.putAll(failed);
    }

    /** Returns the age of the newest listing. Any thread may ask. */
    Duration age() {
        return Duration.between(lastSuccess, clock.instant());
    }
}
