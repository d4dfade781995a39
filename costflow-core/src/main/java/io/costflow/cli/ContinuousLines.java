package io.costflow.cli;

import io.costflow.day.HeldBack;
import io.costflow.day.OutputPeriod;
import io.costflow.job.RunListener;
import io.costflow.publish.DayReport;
import io.costflow.settings.DayRange;
import io.costflow.settings.RecentMonths;
import io.costflow.settings.Settings;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.util.TimeUtils;

/** What a continuous run prints: a line for each day that turns over, on the output; what is wrong, on the error output. */
final class ContinuousLines implements RunListener {

    /** Unchanged days are printed as a number when none has followed for this long. */
    private static final Duration QUIET = Duration.ofSeconds(3);

    private final Settings settings;
    private final PrintWriter out;
    private final PrintWriter error;
    private final StatusLine status;
    private final Clock clock;
    private final Map<OutputPeriod, HeldBack> heldBack = new HashMap<>();
    private long published;
    private long unchanged;
    private Instant lastUnchanged = Instant.EPOCH;
    private Instant lastPublished;

    ContinuousLines(Settings settings, PrintWriter out, PrintWriter error, boolean terminal, Clock clock) {
        this.settings = settings;
        this.out = out;
        this.error = error;
        this.status = new StatusLine(error, terminal);
        this.clock = clock;
    }

    /** Says what the run does. */
    synchronized void started(Optional<String> restoredFrom) {
        line(out, "Watching " + settings.lake().root() + " for " + window() + ", every " + time(settings.continuous().poll()) + "; a change counts after "
                + time(settings.continuous().settle()) + " of rest.");
        line(out, "State is kept in " + settings.state().dir() + " (" + settings.state().backend().name().toLowerCase(Locale.ROOT) + "), every "
                + time(settings.state().checkpointInterval()) + ".");
        line(out, restoredFrom.map(state -> "Continuing from " + state + ".").orElse("Beginning without saved state."));
    }

    private String window() {
        if (settings.window() instanceof RecentMonths months) {
            return months.count() == 1 ? "the current month" : "the last " + months.count() + " months";
        }
        DayRange days = settings.window().on(today());
        return days.from() + " to " + days.to();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    @Override
    public synchronized void reported(DayReport report) {
        HeldBack before = report.heldBack() == null ? heldBack.remove(report.period()) : heldBack.put(report.period(), report.heldBack());
        switch (report.outcome()) {
            case PUBLISHED -> {
                published++;
                lastPublished = clock.instant();
                day(report, (before == null ? "published: " : "healed and published: ") + rows(report));
            }
            case UNCHANGED -> {
                if (before == null) {
                    unchanged++;
                    lastUnchanged = clock.instant();
                } else {
                    day(report, "healed: the published rows are right.");
                }
            }
            case SUPERSEDED -> day(report, "left alone: the tables hold a newer revision, of another run.");
            case NOT_WRITTEN -> {
                // The notes say which sources are not written, and why.
            }
            case HELD_BACK -> {
                if (!report.heldBack().equals(before)) {
                    line(error, RunSummary.heldBack(report));
                }
            }
        }
    }

    private static String rows(DayReport report) {
        return String.format(Locale.ROOT, "%,d rows written, %,d deleted, %,d unchanged", report.written(), report.deleted(), report.kept());
    }

    @Override
    public synchronized void warned(String warning) {
        line(error, "Warning: " + RunSummary.oneLine(warning));
    }

    @Override
    public synchronized void noted(String note) {
        line(out, "Note: " + RunSummary.oneLine(note));
    }

    /** Says something about the run itself. */
    synchronized void say(String text) {
        line(out, text);
    }

    /** Prints what is printed with a delay, and how things stand. Called about once a second. */
    synchronized void tick() {
        Instant now = clock.instant();
        if (unchanged > 0 && Duration.between(lastUnchanged, now).compareTo(QUIET) >= 0) {
            line(out, String.format(Locale.ROOT, unchanged == 1 ? "%,d day is unchanged." : "%,d days are unchanged.", unchanged));
            unchanged = 0;
        }
        // a day that has left the window is not reported any more
        LocalDate first = settings.window().on(today()).from();
        heldBack.keySet().removeIf(period -> period.to().isBefore(first));
        String last = lastPublished == null ? "" : ", the last one at " + lastPublished.truncatedTo(ChronoUnit.SECONDS);
        status.show(String.format(Locale.ROOT, "[%,d days published%s; %,d held back]", published, last, heldBack.size()));
    }

    /** Leaves the terminal ready for whatever follows. */
    synchronized void close() {
        status.clear();
    }

    private void day(DayReport report, String what) {
        line(out, report.period().when() + " " + report.period().tenant() + "/" + report.period().source() + " " + report.period().output() + " " + what);
    }

    private void line(PrintWriter to, String text) {
        status.clear();
        to.println(text);
        to.flush();
    }

    private static String time(Duration duration) {
        return duration.isZero() ? "0 s" : TimeUtils.formatWithHighestUnit(duration);
    }
}
