package io.costflow.inventory;

import io.costflow.settings.ContinuousSettings;
import io.costflow.settings.RunSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * When an enumerator does what. All instants are in microseconds since 1970-01-01 UTC.
 *
 * @param run whether it ends, and whether days that did not change are computed too
 * @param continuous how it keeps up with changes, if it does not end
 * @param clock the time
 * @param timer calls something again and again
 */
record InventoryPace(RunSettings run, ContinuousSettings continuous, LongSupplier clock, Function<Runnable, Ticks> timer) {

    private static final Duration NEVER = Duration.ofDays(36_500);

    /** By the clock of this machine. */
    static InventoryPace of(RunSettings run, ContinuousSettings continuous) {
        return new InventoryPace(run, continuous, () -> ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()), Ticks::calling);
    }

    boolean isContinuous() {
        return run.isContinuous();
    }

    long now() {
        return clock.getAsLong();
    }

    /** When the next look is due that follows one which begins now. */
    long nextLook() {
        return now() + continuous.poll().toNanos() / 1000;
    }

    Ticks ticks(Runnable action) {
        return isContinuous() ? timer.apply(action) : Ticks.none();
    }

    /** How long the files of a day must have been left alone: a run that looks once takes what it finds. */
    Duration settle() {
        return isContinuous() ? continuous.settle() : Duration.ZERO;
    }

    /** How long all files of a day must have been gone before it is published empty. */
    Duration emptyAfter() {
        return isContinuous() ? continuous.emptyAfter() : NEVER;
    }

    /** After which time a file that could not be read is tried again for the first time. */
    Duration retryAfter() {
        return isContinuous() ? continuous.poll() : NEVER;
    }

    /** How long the lake may fail to be listed. */
    Duration outageBudget() {
        return continuous.outageBudget();
    }
}
