package io.costflow.job;

import io.costflow.metrics.CostflowMetric;
import io.costflow.publish.Publication;
import io.costflow.settings.Settings;
import org.apache.flink.runtime.minicluster.MiniCluster;

/** A Flink cluster within this JVM for several runs that end, one after another. */
public final class StandingCluster implements AutoCloseable {

    private final LocalRun metrics;
    private final MiniCluster cluster;

    private StandingCluster(LocalRun metrics, MiniCluster cluster) {
        this.metrics = metrics;
        this.cluster = cluster;
    }

    /** @param settings those of the run with the highest parallelism */
    public static StandingCluster start(Settings settings) throws Exception {
        LocalRun metrics = LocalRun.begin(new CollectedRun());
        return new StandingCluster(metrics, LocalCluster.start(settings, metrics));
    }

    /** Runs the job to its end. */
    public RunResult run(Settings settings) throws Exception {
        return run(settings, FlinkJob.publication(settings));
    }

    /** Runs the job to its end, with days that go elsewhere than to PostgreSQL. */
    public RunResult run(Settings settings, Publication publication) throws Exception {
        metrics.forgetMetrics();
        CollectedRun collected = new CollectedRun();
        try (LocalRun run = LocalRun.begin(collected)) {
            cluster.executeJobBlocking(LocalCluster.job(settings, publication, run));
            return metrics.result(collected);
        }
    }

    /** The sum of a metric over all subtasks of the last run. */
    long sum(CostflowMetric metric) {
        return metrics.sum(metric);
    }

    @Override
    public void close() throws Exception {
        cluster.close();
        metrics.close();
    }
}
