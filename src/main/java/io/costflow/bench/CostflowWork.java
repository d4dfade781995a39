package io.costflow.bench;

import io.costflow.job.FlinkJob;
import io.costflow.job.RunResult;
import io.costflow.publish.DayReport;
import io.costflow.publish.DayReport.Outcome;
import io.costflow.settings.DatabaseSettings;
import io.costflow.settings.LakeSettings;
import io.costflow.settings.RunSettings;
import io.costflow.settings.Settings;
import io.costflow.settings.DayRange;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;

/** The job, as {@code costflow run} runs it, from starting the local cluster to stopping it. */
final class CostflowWork implements Work {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @Override
    public Done run(Task task) throws Exception {
        Settings settings = new Settings(
                new LakeSettings("file://" + task.lake(), null, null, null, true),
                new DatabaseSettings(task.database().url(), task.database().user(), task.database().password(), PATIENCE),
                new DayRange(LocalDate.parse(task.from()), LocalDate.parse(task.to())),
                List.of(),
                RunSettings.bounded(Machine.THREADS, false, PATIENCE));
        RunResult result = new FlinkJob().run(settings, progress -> {});
        List<DayReport> heldBack = result.days(Outcome.HELD_BACK);
        if (result.reports().isEmpty() || !heldBack.isEmpty()) {
            throw new IllegalStateException("Costflow did not publish every day: " + heldBack);
        }
        return new Done(result.rowsRead(), result.sum(DayReport::written), result.stages());
    }
}
