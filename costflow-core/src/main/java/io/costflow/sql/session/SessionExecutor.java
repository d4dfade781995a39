package io.costflow.sql.session;

import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.flink.api.dag.Pipeline;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.PipelineExecutor;
import org.apache.flink.core.execution.PipelineExecutorFactory;
import org.apache.flink.core.execution.PipelineExecutorServiceLoader;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterJobClient;
import org.apache.flink.runtime.minicluster.MiniClusterJobClient.JobFinalizationBehavior;
import org.apache.flink.streaming.api.graph.StreamGraph;

/** Runs the jobs of a session on its cluster, which outlives them: Flink's own local executor starts a cluster for every query. */
final class SessionExecutor implements PipelineExecutorServiceLoader, PipelineExecutorFactory, PipelineExecutor {

    /** What Flink is told to run jobs by. */
    static final String NAME = "costflow-sql";

    private final MiniCluster cluster;

    SessionExecutor(MiniCluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public CompletableFuture<JobClient> execute(Pipeline pipeline, Configuration configuration, ClassLoader classes) {
        // the mini-cluster of this Flink version takes a job graph only
        return cluster.submitJob(((StreamGraph) pipeline).getJobGraph(classes))
                .thenApply(submitted -> new SessionJob(
                        cluster, new MiniClusterJobClient(submitted.getJobID(), cluster, classes, JobFinalizationBehavior.NOTHING)));
    }

    @Override
    public PipelineExecutorFactory getExecutorFactory(Configuration configuration) {
        return this;
    }

    @Override
    public Stream<String> getExecutorNames() {
        return Stream.of(NAME);
    }

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public boolean isCompatibleWith(Configuration configuration) {
        return true;
    }

    @Override
    public PipelineExecutor getExecutor(Configuration configuration) {
        return this;
    }
}
