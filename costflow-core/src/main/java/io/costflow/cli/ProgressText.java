package io.costflow.cli;

import io.costflow.job.ProgressSnapshot;
import java.time.Duration;
import java.util.Locale;

/** Progress in words. */
final class ProgressText {

    /** Below this fraction, or before this time, an estimate is a guess. */
    private static final double ENOUGH_TO_ESTIMATE = 0.02;

    private static final Duration SOON_TO_ESTIMATE = Duration.ofSeconds(2);

    private ProgressText() {}

    static String of(ProgressSnapshot snapshot, Duration elapsed) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT, "%,d of %,d files, %,d rows, %,d of %,d days", snapshot.filesDone(), snapshot.filesTotal(), snapshot.rowsRead(),
                snapshot.daysDone(),
                snapshot.daysTotal()));
        if (snapshot.daysHeldBack() > 0) {
            text.append(String.format(Locale.ROOT, ", %,d held back", snapshot.daysHeldBack()));
        }
        double fraction = snapshot.fraction();
        if (fraction >= ENOUGH_TO_ESTIMATE && fraction < 1 && elapsed.compareTo(SOON_TO_ESTIMATE) >= 0) {
            text.append(", ").append(span(Math.round(elapsed.toMillis() / 1000.0 * (1 - fraction) / fraction))).append(" left");
        }
        return text.toString();
    }

    private static String span(long seconds) {
        if (seconds < 60) {
            return seconds + " s";
        }
        return seconds < 3600 ? seconds / 60 + " min " + seconds % 60 + " s" : seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
    }
}
