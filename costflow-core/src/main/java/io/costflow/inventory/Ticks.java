package io.costflow.inventory;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Calls something again and again, until it is closed. */
interface Ticks extends AutoCloseable {

    /** Often enough that a change which has settled is not kept waiting. */
    long PERIOD_MILLIS = 200;

    @Override
    void close();

    /** None at all. */
    static Ticks none() {
        return () -> {};
    }

    /** Of a thread of their own. */
    static Ticks calling(Runnable action) {
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "inventory-ticks");
            thread.setDaemon(true);
            return thread;
        });
        clock.scheduleWithFixedDelay(action, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
        return clock::shutdownNow;
    }
}
