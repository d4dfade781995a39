package io.costflow.cli;

import io.costflow.job.ProgressSnapshot;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Progress in words. */
final class ProgressText {

    private ProgressText() {}

    /**
     * Says how far a run is.
     *
     * @param left how long it takes from here, if there is an estimate
     */
    static String of(ProgressSnapshot snapshot, Optional<Duration> left) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT, "%,d of %,d files, %,d rows, %,d of %,d days", snapshot.filesDone(), snapshot.filesTotal(), snapshot.rowsRead(),
                snapshot.daysDone(),
                snapshot.daysTotal()));
        if (snapshot.daysHeldBack() > 0) {
            text.append(String.format(Locale.ROOT, ", %,d held back", snapshot.daysHeldBack()));
        }
        left.ifPresent(estimate -> text.append(", ").append(span(estimate.toSeconds())).append(" left"));
        return text.toString();
    }

    private static String span(long seconds) {
        if (seconds < 60) {
            return seconds + " s";
        }
        return seconds < 3600 ? seconds / 60 + " min " + seconds % 60 + " s" : seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
    }
}
