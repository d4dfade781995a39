package io.costflow.sql.session;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.executiongraph.AccessExecutionVertex;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterJobClient;
import org.apache.flink.runtime.operators.coordination.CoordinationRequest;
import org.apache.flink.runtime.operators.coordination.CoordinationRequestGateway;
import org.apache.flink.runtime.operators.coordination.CoordinationResponse;

/**
 * A job of a session. In Flink 2.3 the sink of a query that is cancelled while it starts takes the whole task manager with it, so a job is cancelled only when
 * none of its tasks is starting. And the client that fetches rows sleeps for a tenth of a second each time that it finds neither rows nor the end, which is longer
 * than many a query runs: so it receives the state of the job only when that has ended, or has had time to.
 */
final class SessionJob implements JobClient, CoordinationRequestGateway {

    private static final Set<ExecutionState> STARTING = Set.of(ExecutionState.DEPLOYING, ExecutionState.INITIALIZING);
    private static final long PAUSE_MILLIS = 10;

    /** A task that does not get there is not waited for. */
    private static final long PATIENCE_NANOS = Duration.ofSeconds(5).toNanos();

    /** How long the first question for the state waits for the end. The first rows of a job that runs longer come that much later. */
    private static final long END_MILLIS = 500;

    private final MiniCluster cluster;
    private final MiniClusterJobClient client;
    private final AtomicBoolean asked = new AtomicBoolean();

    SessionJob(MiniCluster cluster, MiniClusterJobClient client) {
        this.cluster = cluster;
        this.client = client;
    }

    @Override
    public CompletableFuture<Void> cancel() {
        long begun = System.nanoTime();
        try {
            while (isStarting() && System.nanoTime() - begun < PATIENCE_NANOS) {
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            // a job that is not known has no task either
        }
        return client.cancel();
    }

    private boolean isStarting() throws InterruptedException, ExecutionException {
        for (AccessExecutionVertex task : cluster.getExecutionGraph(client.getJobID()).get().getAllExecutionVertices()) {
            if (STARTING.contains(task.getExecutionState())) {
                return true;
            }
        }
        return false;
    }

    @Override
    public JobID getJobID() {
        return client.getJobID();
    }

    @Override
    public CompletableFuture<JobStatus> getJobStatus() {
        if (asked.getAndSet(true)) {
            return client.getJobStatus();
        }
        return client.getJobExecutionResult()
                .handle((result, failure) -> true)
                .completeOnTimeout(false, END_MILLIS, TimeUnit.MILLISECONDS)
                .thenCompose(hasEnded -> client.getJobStatus());
    }

    @Override
    public CompletableFuture<String> stopWithSavepoint(boolean end, String folder, SavepointFormatType format) {
        return client.stopWithSavepoint(end, folder, format);
    }

    @Override
    public CompletableFuture<String> triggerSavepoint(String folder, SavepointFormatType format) {
        return client.triggerSavepoint(folder, format);
    }

    @Override
    public CompletableFuture<Map<String, Object>> getAccumulators() {
        return client.getAccumulators();
    }

    @Override
    public CompletableFuture<JobExecutionResult> getJobExecutionResult() {
        return client.getJobExecutionResult();
    }

    @Override
    public CompletableFuture<CoordinationResponse> sendCoordinationRequest(String operator, CoordinationRequest request) {
        return client.sendCoordinationRequest(operator, request);
    }
}
