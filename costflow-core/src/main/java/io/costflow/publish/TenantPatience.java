package io.costflow.publish;

import io.costflow.retry.Backoff;
import io.costflow.retry.FailureBudget;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/**
 * Decides how long days of a tenant are tried again while other sessions are in their way. The budget is the tenant's: once one of its days has used it up, the
 * next ones are tried once each, so that the days of other tenants do not wait. A day that is published gives the whole budget back.
 */
final class TenantPatience {

    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(50), 2, Duration.ofSeconds(5));

    private final Duration budget;
    private final InstantSource clock;
    private final Map<String, FailureBudget> failing = new HashMap<>();

    /** @param budget how long the days of a tenant are tried again, from the first failure in a row on */
    TenantPatience(Duration budget, InstantSource clock) {
        this.budget = budget;
        this.clock = clock;
    }

    /** Waits before the next attempt; returns false, without waiting, when there is to be none. */
    boolean waitAfterFailure(String tenant) throws InterruptedException {
        FailureBudget tenants = failing.computeIfAbsent(tenant, t -> new FailureBudget(budget, clock));
        tenants.failed();
        Duration pause = BACKOFF.pause(tenants.failures());
        if (pause.compareTo(tenants.left()) > 0) {
            return false;
        }
        Thread.sleep(pause.toMillis());
        return true;
    }

    /** Gives the tenant its whole budget back. */
    void succeeded(String tenant) {
        failing.remove(tenant);
    }
}
