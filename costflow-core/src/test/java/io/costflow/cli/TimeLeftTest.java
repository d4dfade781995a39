package io.costflow.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.costflow.job.ProgressSnapshot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class TimeLeftTest {

    private static final long WHOLE = 1_000_000;

    /** An estimate, and what was really left. */
    private record Estimate(double at, double estimated, double left) {
        private double factor() {
            return Math.max(estimated / left, left / estimated);
        }
    }

    @Test
    void aRunAtOneSpeedIsEstimatedAfterTenSeconds() {
        List<Estimate> estimates = estimates(60, seconds -> seconds / 60);

        assertThat(estimates.get(0).at).isBetween(10.0, 11.0);
        assertThat(estimates).allSatisfy(estimate -> assertThat(estimate.estimated).isCloseTo(estimate.left, within(1.0)));
    }

    @Test
    void theFirstSecondsOfColdCodeDoNotMakeTheFirstEstimateWrong() {
        // for six seconds an eighth of the later speed
        List<Estimate> estimates = estimates(66, seconds -> seconds < 6 ? seconds / 8 / 60.75 : (0.75 + seconds - 6) / 60.75);

        assertThat(estimates).allSatisfy(estimate -> assertThat(estimate.factor()).isLessThan(1.5));
        assertThat(estimates.get(estimates.size() / 2).factor()).isLessThan(1.05);
    }

    @Test
    void aRunThatGetsFasterAllTheTimeIsEstimatedBetterAllTheTime() {
        List<Estimate> estimates = estimates(100, seconds -> Math.pow(seconds / 100, 1.5));

        assertThat(estimates).allSatisfy(estimate -> assertThat(estimate.factor()).isLessThan(3));
        assertThat(estimates.get(estimates.size() / 2).factor()).isLessThan(estimates.get(0).factor());
    }

    /**
     * 600 source-days in 3,000 files of an object store, on a machine that did much else at first: the run took 84 s to start, and became three times as fast from
     * then to its end, with pauses. By the second half of the time so far, whatever its speed did, the first estimate would be 3.7 times too long, and a later one
     * 4.1 times.
     */
    @Test
    void aRecordedRunThatBecameThreeTimesAsFastIsEstimatedWithinAFactorOfTwoAndAHalf() throws Exception {
        List<String> lines = recorded("first-start.csv");
        double end = Long.parseLong(lines.get(lines.size() - 1)) / 1000.0;
        TimeLeft left = new TimeLeft();
        List<Estimate> estimates = new ArrayList<>();
        for (String line : lines.subList(1, lines.size() - 1)) {
            long[] values = Arrays.stream(line.split(",")).mapToLong(Long::parseLong).toArray();
            left.update(new ProgressSnapshot(values[1], values[2], values[3], values[4], values[5], values[6], values[7], 0), Duration.ofMillis(values[0]));
            left.estimate().ifPresent(estimate -> estimates.add(new Estimate(values[0] / 1000.0, estimate.toMillis() / 1000.0, end - values[0] / 1000.0)));
        }

        assertThat(estimates).hasSizeGreaterThan(10).allSatisfy(estimate -> assertThat(estimate.factor()).isLessThan(2.5));
    }

    private static List<String> recorded(String name) throws Exception {
        return Files.readAllLines(Path.of(TimeLeftTest.class.getResource("/progress/" + name).toURI()));
    }

    @Test
    void aRunThatStandsStillOrGoesBackwardHasNoEstimate() {
        assertThat(estimates(60, seconds -> 0.3)).isEmpty();
        // listing finds more files than are read
        assertThat(estimates(60, seconds -> 0.9 - seconds / 100)).isEmpty();
    }

    @Test
    void aRunThatIsDoneHasNothingLeft() {
        TimeLeft left = new TimeLeft();
        for (int second = 0; second <= 20; second++) {
            left.update(at(second / 20.0), Duration.ofSeconds(second));
        }

        assertThat(left.estimate()).isEmpty();
    }

    /** The estimates at every second of a run whose progress follows from the time. */
    private static List<Estimate> estimates(int seconds, DoubleUnaryOperator fraction) {
        TimeLeft left = new TimeLeft();
        List<Estimate> estimates = new ArrayList<>();
        for (int tenth = 0; tenth < seconds * 10; tenth++) {
            double now = tenth / 10.0;
            left.update(at(fraction.applyAsDouble(now)), Duration.ofMillis(tenth * 100L));
            if (tenth % 10 == 0) {
                left.estimate().ifPresent(estimate -> estimates.add(new Estimate(now, estimate.toMillis() / 1000.0, seconds - now)));
            }
        }
        return estimates;
    }

    private static ProgressSnapshot at(double fraction) {
        long done = Math.round(fraction * WHOLE);
        return new ProgressSnapshot(done, WHOLE, done, WHOLE, done, done, WHOLE, 0);
    }
}
