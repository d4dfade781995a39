package io.costflow.bench;

import io.costflow.job.RunResult;
import io.costflow.job.StandingCluster;
import io.costflow.publish.DayReport;
import io.costflow.publish.DayReport.Outcome;
import io.costflow.settings.DatabaseSettings;
import io.costflow.settings.DayRange;
import io.costflow.settings.LakeSettings;
import io.costflow.settings.OutputSelection;
import io.costflow.settings.Overlap;
import io.costflow.settings.RunSettings;
import io.costflow.settings.Settings;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;

/** The job on a local Flink cluster that stays up between the tasks: it starts with the first one. */
final class CostflowWork implements Work {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private StandingCluster cluster;

    @Override
    public Done run(Task task) throws Exception {
        if (cluster == null) {
            cluster = StandingCluster.start(settings(task.withThreads(Machine.THREADS)));
        }
        RunResult result = task.activity() == Activity.COMPUTE ? cluster.run(settings(task), new DiscardedDays()) : cluster.run(settings(task));
        List<DayReport> heldBack = result.days(Outcome.HELD_BACK);
        if (result.reports().isEmpty() || !heldBack.isEmpty()) {
            throw new IllegalStateException("Costflow did not finish every day: " + heldBack);
        }
        return new Done(result.rowsRead(), result.sum(DayReport::written), result.stages());
    }

    /** What a task says, as the settings of a run. */
    static Settings settings(Task task) {
        return new Settings(
                lake(task),
                new DatabaseSettings(task.database().url(), task.database().user(), task.database().password(), PATIENCE),
                new DayRange(LocalDate.parse(task.from()), LocalDate.parse(task.to())),
                List.of(),
                new RunSettings(
                        RunSettings.Mode.BOUNDED, task.threads(), task.rebuild(), PATIENCE, Overlap.WINNER, new OutputSelection(task.outputs())));
    }

    /** A folder on disk, unless the task names an object store. */
    private static LakeSettings lake(Task task) {
        Following store = task.following();
        return store == null
                ? new LakeSettings("file://" + task.lake(), null, null, null, true)
                : new LakeSettings(task.lake(), store.endpoint(), store.accessKey(), store.secretKey(), true);
    }
}
