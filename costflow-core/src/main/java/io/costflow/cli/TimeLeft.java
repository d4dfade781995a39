package io.costflow.cli;

import io.costflow.job.ProgressSnapshot;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Estimates how long a run takes from here, by its speed in the last third of the time so far: the first seconds of a process, whose code is cold, drop out.
 * There is no estimate before it can be believed: when some time has passed, something is done, the run neither gets much faster nor slower, and the estimates of
 * the last seconds agree.
 */
final class TimeLeft {

    private static final double LEAST_SECONDS = 10;
    private static final double LEAST_FRACTION = 0.05;
    private static final double WINDOW = 1 / 3.0;
    /** How many times as fast one half of the window may be as the other. */
    private static final double EVEN = 1.3;
    private static final double STEADY_SECONDS = 3;
    /** For how much of the time so far the estimates must have agreed, if that is more. */
    private static final double STEADY_FRACTION = 0.05;
    /** By how much of itself an estimate may differ from the one before, less the time between them. */
    private static final double STEADY = 0.2;
    private static final double SAMPLES = 100;
    private static final double SHORTEST_STEP_SECONDS = 0.2;

    /** The progress at a time. */
    private record Sample(double seconds, double fraction) {}

    private final Deque<Sample> samples = new ArrayDeque<>();
    private double left = Double.NaN;
    private double steadySince;

    /**
     * Takes the progress at a time, which must not be earlier than the last one.
     *
     * @param elapsed since the start
     */
    void update(ProgressSnapshot snapshot, Duration elapsed) {
        Sample now = new Sample(elapsed.toMillis() / 1000.0, snapshot.fraction());
        if (samples.isEmpty()) {
            samples.add(now);
            return;
        }
        double step = now.seconds - samples.getLast().seconds;
        if (step < Math.max(SHORTEST_STEP_SECONDS, now.seconds / SAMPLES)) {
            return;
        }
        samples.add(now);
        while (secondIsBeforeWindow(now.seconds)) {
            samples.removeFirst();
        }
        estimate(samples.getFirst(), now, step);
    }

    /** Returns the estimate, or nothing while it is a guess. */
    Optional<Duration> estimate() {
        if (samples.isEmpty() || Double.isNaN(left)) {
            return Optional.empty();
        }
        Sample last = samples.getLast();
        boolean believable = last.seconds >= LEAST_SECONDS
                && last.fraction >= LEAST_FRACTION
                && last.fraction < 1
                && last.seconds - steadySince >= Math.max(STEADY_SECONDS, last.seconds * STEADY_FRACTION);
        return believable ? Optional.of(Duration.ofMillis(Math.round(left * 1000))) : Optional.empty();
    }

    private void estimate(Sample from, Sample now, double step) {
        double done = now.fraction - from.fraction;
        double before = left;
        left = done > 0 ? (1 - now.fraction) * (now.seconds - from.seconds) / done : Double.NaN;
        double expected = before - step;
        // the comparison with no estimate is false
        if (!isEven(from, now) || !(Math.abs(left - expected) <= STEADY * Math.max(left, 1))) {
            steadySince = now.seconds;
        }
    }

    /** Whether both halves of the window had about the same speed: while a run gets faster, or stalls, what it will do is not known. */
    private boolean isEven(Sample from, Sample now) {
        Sample middle = from;
        for (Sample sample : samples) {
            middle = sample;
            if (sample.seconds >= (from.seconds + now.seconds) / 2) {
                break;
            }
        }
        double first = (middle.fraction - from.fraction) / (middle.seconds - from.seconds);
        double second = (now.fraction - middle.fraction) / (now.seconds - middle.seconds);
        return first > 0 && second > 0 && Math.max(first / second, second / first) <= EVEN;
    }

    private boolean secondIsBeforeWindow(double seconds) {
        if (samples.size() < 3) {
            return false;
        }
        Sample first = samples.removeFirst();
        boolean before = samples.getFirst().seconds <= seconds * (1 - WINDOW);
        samples.addFirst(first);
        return before;
    }
}
