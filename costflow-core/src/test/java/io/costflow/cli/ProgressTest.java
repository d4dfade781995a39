package io.costflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.job.ProgressSnapshot;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private static final ProgressSnapshot EARLY = new ProgressSnapshot(1, 10, 100, 1000, 1234, 0, 4, 0);
    private static final ProgressSnapshot HALF = new ProgressSnapshot(9, 10, 500, 1000, 54321, 2, 4, 1);

    private final StringWriter written = new StringWriter();
    private final HandClock clock = new HandClock();

    /** A clock that stands still until it is moved. */
    private static final class HandClock extends Clock {
        private Instant now = Instant.EPOCH;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @Test
    void halfOfTheWorkIsReadingAndHalfIsPublishing() {
        assertThat(EARLY.fraction()).isEqualTo(0.05);
        assertThat(HALF.fraction()).isEqualTo(0.5);
        assertThat(new ProgressSnapshot(0, 0, 0, 0, 0, 0, 0, 0).fraction()).isZero();
        assertThat(new ProgressSnapshot(0, 0, 0, 0, 0, 2, 2, 0).fraction()).isEqualTo(1);
    }

    @Test
    void progressIsToldInFilesRowsAndDaysAndTheTimeLeftWhereItIsKnown() {
        assertThat(ProgressText.of(EARLY, Optional.of(Duration.ofSeconds(190)))).isEqualTo("1 of 10 files, 1,234 rows, 0 of 4 days, 3 min 10 s left");
        assertThat(ProgressText.of(HALF, Optional.of(Duration.ofSeconds(12))))
                .isEqualTo("9 of 10 files, 54,321 rows, 2 of 4 days, 1 held back, 12 s left");
        assertThat(ProgressText.of(EARLY, Optional.empty())).isEqualTo("1 of 10 files, 1,234 rows, 0 of 4 days");
    }

    @Test
    void linesComeEveryFiveSecondsAndOnlyWhenSomethingChanged() {
        ProgressLines lines = new ProgressLines(new PrintWriter(written), clock);
        lines.update(EARLY);
        move(5);
        lines.update(EARLY);
        move(4);
        lines.update(HALF);
        move(1);
        lines.update(HALF);
        move(60);
        lines.update(HALF);
        lines.close();

        assertThat(written.toString().lines()).containsExactly(
                "1 of 10 files, 1,234 rows, 0 of 4 days", "9 of 10 files, 54,321 rows, 2 of 4 days, 1 held back");
    }

    @Test
    void theBarRewritesOneLineAndLeavesNothingBehind() {
        ProgressBar bar = new ProgressBar(new PrintWriter(written), clock);
        bar.update(EARLY);
        bar.update(HALF);
        move(10);
        bar.update(HALF);
        bar.close();

        assertThat(written.toString().split("\r")).containsExactly(
                "", "[#---------------] 1 of 10 files, 1,234 rows, 0 of 4 days\u001b[K",
                "[########--------] 9 of 10 files, 54,321 rows, 2 of 4 days, 1 held back\u001b[K", "\u001b[K");
    }

    @Test
    void aBarThatNeverShowedWritesNothing() {
        new ProgressBar(new PrintWriter(written), clock).close();
        assertThat(written.toString()).isEmpty();
    }

    private void move(int seconds) {
        clock.now = clock.now.plusSeconds(seconds);
    }
}
