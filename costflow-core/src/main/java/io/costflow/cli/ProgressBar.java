package io.costflow.cli;

import io.costflow.job.ProgressSnapshot;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** One line of a terminal that is written again and again, and is gone at the end. */
final class ProgressBar implements ProgressDisplay {

    private static final Duration REFRESH = Duration.ofMillis(200);
    private static final int BAR = 16;
    /** A longer line would wrap on the narrowest usual terminal, and could not be rewritten. */
    private static final int WIDTH = 79;

    private final PrintWriter error;
    private final Clock clock;
    private final Instant start;
    private final TimeLeft timeLeft = new TimeLeft();
    private Instant shown;

    ProgressBar(PrintWriter error, Clock clock) {
        this.error = error;
        this.clock = clock;
        this.start = clock.instant();
    }

    @Override
    public synchronized void update(ProgressSnapshot snapshot) {
        Instant now = clock.instant();
        if (shown != null && Duration.between(shown, now).compareTo(REFRESH) < 0) {
            return;
        }
        shown = now;
        timeLeft.update(snapshot, Duration.between(start, now));
        int filled = (int) Math.round(snapshot.fraction() * BAR);
        String line = "[" + "#".repeat(filled) + "-".repeat(BAR - filled) + "] " + ProgressText.of(snapshot, timeLeft.estimate());
        while (line.length() > WIDTH) {
            line = line.substring(0, line.lastIndexOf(", "));
        }
        error.print("\r" + line + "\u001b[K");
        error.flush();
    }

    @Override
    public synchronized void close() {
        if (shown != null) {
            error.print("\r\u001b[K");
            error.flush();
        }
    }
}
