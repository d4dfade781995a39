package io.costflow.retry;

import java.time.Instant;
import java.time.InstantSource;

/** Starts at the system's time and never goes back: for measuring durations, which must not change when the system's time is set. */
public final class MonotonicClock implements InstantSource {

    private final Instant start = Instant.now();
    private final long startNanos = System.nanoTime();

    @Override
    public Instant instant() {
        return start.plusNanos(System.nanoTime() - startNanos);
    }
}
