package io.costflow.bench;

import io.costflow.day.OutputPeriod;
import io.costflow.job.ContinuousRun;
import io.costflow.job.RunListener;
import io.costflow.publish.DayReport;
import io.costflow.publish.DayReport.Outcome;
import io.costflow.settings.ContinuousSettings;
import io.costflow.settings.DatabaseSettings;
import io.costflow.settings.DayRange;
import io.costflow.settings.LakeSettings;
import io.costflow.settings.OutputSelection;
import io.costflow.settings.Overlap;
import io.costflow.settings.RunSettings;
import io.costflow.settings.RunSettings.Mode;
import io.costflow.settings.Settings;
import io.costflow.settings.StateSettings;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A run that goes on while the tasks come and go. */
final class FollowingWork implements Work {

    /** How often the lake is looked at, and how long a day's files must have been left alone. */
    static final Duration PACE = Duration.ofSeconds(1);

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration CHECKPOINTS = Duration.ofSeconds(30);

    private final BlockingQueue<DayReport> reports = new LinkedBlockingQueue<>();
    private ContinuousRun run;

    @Override
    public Done run(Task task) throws Exception {
        List<DayReport> seen = new ArrayList<>();
        switch (task.activity()) {
            case FOLLOW -> {
                run = ContinuousRun.start(settings(task), new Listener(reports));
                awaitAll(task.following().days(), seen);
            }
            case CATCH -> seen.add(next());
            case IDLE -> Thread.sleep(Duration.ofMillis((long) (task.following().seconds() * 1000)).toMillis());
            case COLLECT -> collect();
            case STOP -> {
                run.stop();
                run.close();
            }
            case PUBLISH, COMPUTE, ASK, GROUP, COPY, ASK_FLOOR -> throw new IllegalArgumentException(task.activity() + " is no work of a run that goes on.");
        }
        reports.drainTo(seen);
        return new Done(seen.stream().mapToLong(DayReport::rowsRead).sum(), seen.stream().mapToLong(DayReport::written).sum(), Map.of(), seen.size());
    }

    private void awaitAll(int days, List<DayReport> seen) throws InterruptedException {
        Set<OutputPeriod> reported = new HashSet<>();
        while (reported.size() < days) {
            DayReport report = next();
            seen.add(report);
            reported.add(report.period());
        }
    }

    private DayReport next() throws InterruptedException {
        DayReport report = reports.poll(HOUR.toSeconds(), TimeUnit.SECONDS);
        if (report == null || report.outcome() == Outcome.HELD_BACK) {
            throw new IllegalStateException("Costflow did not publish a day: " + (report == null ? "it said nothing for an hour." : report));
        }
        return report;
    }

    private static void collect() {
        System.gc();
        ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
    }

    private static Settings settings(Task task) {
        Following following = task.following();
        return new Settings(
                new LakeSettings(task.lake(), following.endpoint(), following.accessKey(), following.secretKey(), true),
                new DatabaseSettings(task.database().url(), task.database().user(), task.database().password(), PATIENCE),
                new DayRange(LocalDate.parse(task.from()), LocalDate.parse(task.to())),
                List.of(),
                new RunSettings(Mode.CONTINUOUS, task.threads(), false, PATIENCE, Overlap.WINNER, OutputSelection.DEFAULT))
                .with(ContinuousSettings.DEFAULTS.withPoll(PACE).withSettle(PACE))
                .with(new StateSettings("file://" + following.state(), StateSettings.Backend.HEAP, CHECKPOINTS, false));
    }

    private record Listener(BlockingQueue<DayReport> reports) implements RunListener {

        @Override
        public void reported(DayReport report) {
            reports.add(report);
        }

        @Override
        public void warned(String warning) {
            System.err.println(warning);
        }
    }
}
