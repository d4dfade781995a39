package io.costflow.job;

import io.costflow.inventory.InventoryMetrics;
import io.costflow.openshift.OpenShiftMetrics;
import io.costflow.publish.PublishMetrics;
import io.costflow.settings.Settings;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Runs the job on a cluster within this JVM and tells how far it is. */
public final class FlinkJob implements JobRunner {

    private static final long PROGRESS_MILLIS = 200;

    @Override
    public RunResult run(Settings settings, ProgressListener listener) throws Exception {
        ScheduledExecutorService progress = Executors.newSingleThreadScheduledExecutor();
        try (LocalRun run = LocalRun.begin()) {
            progress.scheduleWithFixedDelay(() -> listener.update(snapshot(run)), PROGRESS_MILLIS, PROGRESS_MILLIS, TimeUnit.MILLISECONDS);
            LocalCluster.run(settings, run);
            return new RunResult(
                    run.reports(), run.sum(InventoryMetrics.FILES_READ), run.sum(InventoryMetrics.ROWS_READ), List.of(), stages(run));
        } finally {
            progress.shutdownNow();
        }
    }

    private static ProgressSnapshot snapshot(LocalRun run) {
        return new ProgressSnapshot(
                run.sum(InventoryMetrics.FILES_READ),
                run.sum(InventoryMetrics.FILES_PLANNED),
                run.sum(InventoryMetrics.BYTES_READ),
                run.sum(InventoryMetrics.BYTES_PLANNED),
                run.sum(InventoryMetrics.ROWS_READ),
                run.sum(PublishMetrics.DAYS_PUBLISHED) + run.sum(PublishMetrics.DAYS_UNCHANGED) + run.sum(PublishMetrics.DAYS_HELD_BACK),
                run.sum(InventoryMetrics.DAYS_PLANNED),
                run.sum(PublishMetrics.DAYS_HELD_BACK));
    }

    /** The time spent in each stage, added up over the subtasks that work side by side. */
    private static Map<String, Duration> stages(LocalRun run) {
        Map<String, Duration> stages = new LinkedHashMap<>();
        stages.put("list", Duration.ofMillis(run.sum(InventoryMetrics.LIST_MILLIS)));
        stages.put("decode and combine", Duration.ofMillis(run.sum(InventoryMetrics.COMBINE_MILLIS)));
        stages.put("compute", Duration.ofMillis(run.sum(OpenShiftMetrics.COMPUTE_MILLIS)));
        stages.put("publish", Duration.ofMillis(run.sum(PublishMetrics.PUBLISH_MILLIS)));
        return stages;
    }
}
