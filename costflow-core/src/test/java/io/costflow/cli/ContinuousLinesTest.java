package io.costflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.day.HeldBack;
import io.costflow.day.OutputPeriod;
import io.costflow.day.SourceDay;
import io.costflow.publish.DayReport;
import io.costflow.publish.DayReport.Outcome;
import io.costflow.settings.ContinuousSettings;
import io.costflow.settings.LakeSettings;
import io.costflow.settings.RecentMonths;
import io.costflow.settings.Settings;
import io.costflow.settings.StateSettings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ContinuousLinesTest {

    private static final HeldBack CUT_SHORT = new HeldBack("It is cut short.", "s3://cost/x.parquet", null);

    private final StringWriter out = new StringWriter();
    private final StringWriter error = new StringWriter();
    private Instant now = Instant.parse("2025-10-31T12:00:00Z");
    private ContinuousLines lines = lines(false);

    @Test
    void theStartSaysWhatIsWatchedHowOftenAndWhereTheStateIs() {
        lines.started(Optional.empty());
        lines.started(Optional.of("file:/state/savepoint-1"));

        assertThat(out.toString().lines()).containsExactly(
                "Watching s3://cost/data for the last 2 months, every 30 s; a change counts after 0 s of rest.",
                "State is kept in file:///state (rocksdb), every 10 s.",
                "Beginning without saved state.",
                "Watching s3://cost/data for the last 2 months, every 30 s; a change counts after 0 s of rest.",
                "State is kept in file:///state (rocksdb), every 10 s.",
                "Continuing from file:/state/savepoint-1.");
    }

    @Test
    void eachPublishedDayHasALine() {
        lines.reported(report(3, Outcome.PUBLISHED, null));

        assertThat(out.toString().lines()).containsExactly("2025-10-03 org1/s openshift published: 1,200 rows written, 3 deleted, 40 unchanged");
    }

    @Test
    void aReasonForHoldingADayBackIsToldOnceUntilTheDayHeals() {
        lines.reported(report(3, Outcome.HELD_BACK, CUT_SHORT));
        lines.reported(report(3, Outcome.HELD_BACK, CUT_SHORT));
        lines.reported(report(3, Outcome.HELD_BACK, HeldBack.because("It has no twin.")));
        lines.reported(report(3, Outcome.PUBLISHED, null));
        lines.reported(report(3, Outcome.HELD_BACK, CUT_SHORT));
        lines.reported(report(3, Outcome.UNCHANGED, null));

        assertThat(error.toString().lines()).containsExactly(
                "Held back: tenant org1, source s, openshift, 2025-10-03: It is cut short. File: s3://cost/x.parquet",
                "Held back: tenant org1, source s, openshift, 2025-10-03: It has no twin.",
                "Held back: tenant org1, source s, openshift, 2025-10-03: It is cut short. File: s3://cost/x.parquet");
        assertThat(out.toString().lines()).containsExactly(
                "2025-10-03 org1/s openshift healed and published: 1,200 rows written, 3 deleted, 40 unchanged",
                "2025-10-03 org1/s openshift healed: the published rows are right.");
    }

    @Test
    void unchangedDaysAreOneNumberWhenNoMoreFollow() {
        lines.reported(report(1, Outcome.UNCHANGED, null));
        now = now.plusSeconds(2);
        lines.tick();
        lines.reported(report(2, Outcome.UNCHANGED, null));
        now = now.plusSeconds(2);
        lines.tick();
        assertThat(out.toString()).isEmpty();

        now = now.plusSeconds(1);
        lines.tick();
        lines.tick();
        assertThat(out.toString().lines()).containsExactly("2 days are unchanged.");
    }

    @Test
    void onATerminalAStatusLineStaysBelowTheOthers() {
        lines = lines(true);
        lines.reported(report(1, Outcome.HELD_BACK, CUT_SHORT));
        lines.reported(report(2, Outcome.PUBLISHED, null));
        lines.tick();
        assertThat(error.toString()).endsWith("[1 days published, the last one at 2025-10-31T12:00:00Z; 1 held back]");

        lines.warned("S3 is slow.\n It is tried again.");
        assertThat(error.toString()).endsWith("\r\u001b[KWarning: S3 is slow. It is tried again.\n");
    }

    @Test
    void aHeldBackDayThatLeftTheWindowIsForgotten() {
        lines = lines(true);
        lines.reported(report(1, Outcome.HELD_BACK, CUT_SHORT));
        now = Instant.parse("2025-12-01T00:00:00Z");

        lines.tick();

        assertThat(error.toString()).endsWith("[0 days published; 0 held back]");
    }

    private ContinuousLines lines(boolean terminal) {
        Settings settings = new Settings(
                new LakeSettings("s3://cost/data", null, null, null, false), null, new RecentMonths(2), List.of(), null)
                .with(ContinuousSettings.DEFAULTS.withSettle(Duration.ZERO))
                .with(new StateSettings("file:///state", StateSettings.Backend.ROCKSDB, Duration.ofSeconds(10), false));
        InstantSource source = () -> now;
        Clock clock = source.withZone(ZoneOffset.UTC);
        return new ContinuousLines(settings, new PrintWriter(out), new PrintWriter(error), terminal, clock);
    }

    private static DayReport report(int dayOfOctober, Outcome outcome, HeldBack why) {
        return new DayReport(OutputPeriod.of("openshift", SourceDay.of("org1", "s", LocalDate.of(2025, 10, dayOfOctober))), 1, outcome, 100, 1200, 3, 40, why);
    }
}
