package io.costflow.inventory;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Failed looks at the lake of a continuous run. One that fails is never taken for an empty lake: what was known stays, until a later look succeeds. All
 * instants are in microseconds since 1970-01-01 UTC.
 */
final class ListingOutage {

    private static final Logger LOG = LoggerFactory.getLogger(ListingOutage.class);

    private final long budget;
    private final Map<SourceMonth, String> failing = new HashMap<>();
    private volatile long lastSuccess;
    private volatile long failures;

    /** @param budget how long no look at all may succeed */
    ListingOutage(Duration budget, long now) {
        this.budget = budget.toNanos() / 1000;
        this.lastSuccess = now;
    }

    /**
     * A look failed altogether. One that is interrupted has not: Flink interrupts it when the job ends.
     *
     * @throws IllegalStateException when none succeeded for longer than the budget
     */
    void failed(Throwable error, long now) {
        if (error instanceof InterruptedException) {
            return;
        }
        failures++;
        if (now - lastSuccess > budget) {
            throw new IllegalStateException("The window could not be listed for " + Duration.ofNanos(budget * 1000).toSeconds()
                    + " s (continuous.outage-budget): " + error.getMessage(), error);
        }
        LOG.warn("The window could not be listed and is tried again; published days stay: {}", error.getMessage());
    }

    /** A look succeeded, but for those months. Only news are logged. */
    void succeeded(Map<SourceMonth, String> failed, long now) {
        lastSuccess = now;
        failures += failed.size();
        failed.forEach((month, reason) -> {
            if (!reason.equals(failing.get(month))) {
                LOG.warn("The files of {} could not be listed and are tried again; published days stay: {}", month, reason);
            }
        });
        failing.keySet().stream().filter(month -> !failed.containsKey(month)).forEach(month -> LOG.info("The files of {} are listed again.", month));
        failing.clear();
        failing.putAll(failed);
    }

    /** How many listings failed since the start. Any thread may ask. */
    long failures() {
        return failures;
    }

    /** How old the newest listing is, in milliseconds. Any thread may ask. */
    long ageMillis(long now) {
        return (now - lastSuccess) / 1000;
    }
}
