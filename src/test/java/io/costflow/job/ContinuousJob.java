package io.costflow.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.inventory.InventoryMetrics;
import io.costflow.settings.Settings;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.flink.runtime.minicluster.MiniCluster;

/** A continuous job on a cluster of its own in this JVM. */
final class ContinuousJob implements AutoCloseable {

    private final LocalRun run;
    private final MiniCluster cluster;
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final Future<?> job;

    private ContinuousJob(Settings settings) throws Exception {
        run = LocalRun.begin(new CollectedRun());
        cluster = LocalCluster.start(settings, run);
        job = thread.submit(() -> {
            LocalCluster.execute(cluster, settings, run);
            return null;
        });
    }

    static ContinuousJob start(Settings settings) throws Exception {
        return new ContinuousJob(settings);
    }

    /** How many files were read so far. */
    long filesRead() {
        return run.sum(InventoryMetrics.FILES_READ);
    }

    /** Fails with what the job failed with, if it has ended. */
    void requireRunning() throws Exception {
        if (job.isDone()) {
            job.get();
            assertThat(job.isDone()).as("the job has ended by itself").isFalse();
        }
    }

    @Override
    public void close() throws Exception {
        cluster.close();
        thread.shutdownNow();
        run.close();
    }
}
