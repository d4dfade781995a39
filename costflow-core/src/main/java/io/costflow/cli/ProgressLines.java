package io.costflow.cli;

import io.costflow.job.ProgressSnapshot;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** A line every few seconds, when something changed: for logs and pipes. */
final class ProgressLines implements ProgressDisplay {

    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private final PrintWriter error;
    private final Clock clock;
    private final Instant start;
    private final TimeLeft timeLeft = new TimeLeft();
    private Instant shownAt;
    private ProgressSnapshot shown;

    ProgressLines(PrintWriter error, Clock clock) {
        this.error = error;
        this.clock = clock;
        this.start = clock.instant();
        this.shownAt = start;
    }

    @Override
    public synchronized void update(ProgressSnapshot snapshot) {
        Instant now = clock.instant();
        timeLeft.update(snapshot, Duration.between(start, now));
        if (snapshot.equals(shown) || Duration.between(shownAt, now).compareTo(INTERVAL) < 0) {
            return;
        }
        shown = snapshot;
        shownAt = now;
        error.println(ProgressText.of(snapshot, timeLeft.estimate()));
        error.flush();
    }

    @Override
    public void close() {}
}
