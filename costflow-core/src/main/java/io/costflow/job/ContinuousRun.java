package io.costflow.job;

import io.costflow.inventory.LakeFileSystem;
import io.costflow.settings.Settings;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.client.ClientUtils;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.checkpoint.CheckpointException;
import org.apache.flink.runtime.checkpoint.CheckpointFailureReason;
import org.apache.flink.runtime.checkpoint.CheckpointStatsSnapshot;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.util.ExceptionUtils;

/** A continuous job on a cluster within this JVM. It restores the newest state in its state folder, unless the settings ask for a fresh start. */
public final class ContinuousRun implements AutoCloseable {

    private static final long RETRY_MILLIS = 100;

    private final String stateDir;
    private final Duration stopTimeout;
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private String restoredFrom;
    private MiniCluster cluster;
    private JobID job;
    private CompletableFuture<JobResult> result;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    private ContinuousRun(String stateDir, Duration stopTimeout) {
        this.stateDir = stateDir;
        this.stopTimeout = stopTimeout;
    }

    /**
     * Starts the job, and returns when it is under way.
     *
     * @param settings those of a continuous run, with a state folder
     * @param listener receives every report and warning
     * @throws io.costflow.settings.InvalidSettingsException when the state folder is in use by another run
     * @throws Exception when the job cannot be started, or its state cannot be restored
     */
    public static ContinuousRun start(Settings settings, RunListener listener) throws Exception {
        ContinuousRun run = new ContinuousRun(settings.state().dir(), settings.run().stopTimeout());
        try {
            run.begin(settings, listener);
            return run;
        } catch (Exception e) {
            run.close();
            throw e;
        }
    }

    private void begin(Settings settings, RunListener listener) throws Exception {
        LakeFileSystem.initialize(settings.lake());
        StateFolder folder = opened(StateFolder.open(stateDir));
        restoredFrom = settings.state().fresh() ? null : folder.newest(listener).orElse(null);
        LocalRun run = opened(LocalRun.begin(listener));
        JobGraph graph = LocalCluster.job(settings, run);
        if (restoredFrom != null) {
            // claimed: it is removed when the job has a newer one
            graph.setSavepointRestoreSettings(SavepointRestoreSettings.forPath(restoredFrom, false, RecoveryClaimMode.CLAIM));
        }
        cluster = opened(LocalCluster.start(settings, run));
        job = graph.getJobID();
        cluster.submitJob(graph).get();
        result = cluster.requestJobResult(job);
        try {
            ClientUtils.waitUntilJobInitializationFinished(
                    () -> cluster.getJobStatus(job).get(), () -> result.get(), ContinuousRun.class.getClassLoader());
        } catch (Exception e) {
            throw explained(e);
        }
        if (restoredFrom != null) {
            removeSuperseded(folder, listener);
        }
        Thread waiting = new Thread(this::await, "await-job");
        waiting.setDaemon(true);
        waiting.start();
        ScheduledExecutorService watching = Executors.newSingleThreadScheduledExecutor();
        opened.push(watching::shutdownNow);
        watching.scheduleWithFixedDelay(new JobWatch(cluster, job, listener), 1, 1, TimeUnit.SECONDS);
    }

    private void removeSuperseded(StateFolder folder, RunListener listener) {
        try {
            folder.removeSuperseded(restoredFrom);
        } catch (IOException e) {
            listener.warned("Checkpoints in " + stateDir + " that are older than the restored one could not be removed; no run needs them: " + FailureCause.of(e));
        }
    }

    private <T extends AutoCloseable> T opened(T resource) {
        opened.push(resource);
        return resource;
    }

    /** The checkpoint or savepoint that the job was restored from; empty when it began without state. */
    public Optional<String> restoredFrom() {
        return Optional.ofNullable(restoredFrom);
    }

    /**
     * Stops the job with a savepoint, from which the next run goes on.
     *
     * @return the savepoint's folder
     * @throws Exception when there is no savepoint; the job may go on then, and its last completed checkpoint remains restorable
     */
    public String stop() throws Exception {
        Instant deadline = Instant.now().plus(stopTimeout);
        while (true) {
            try {
                // canonical: another state backend can restore it
                String savepoint = cluster.stopWithSavepoint(job, stateDir, false, SavepointFormatType.CANONICAL).get(millisTo(deadline), TimeUnit.MILLISECONDS);
                awaitEnd(deadline);
                return savepoint;
            } catch (TimeoutException e) {
                throw new IllegalStateException("It was not complete after " + stopTimeout.toSeconds() + " s (run.stop-timeout), since a day was still being published,"
                        + " which is rolled back now.", e);
            } catch (ExecutionException e) {
                if (!isStarting(e) || Instant.now().isAfter(deadline)) {
                    throw e;
                }
                Thread.sleep(RETRY_MILLIS);
            }
        }
    }

    /** A job that has ended removes the checkpoints that its savepoint supersedes. A cluster that is closed before leaves them behind. */
    private void awaitEnd(Instant deadline) throws InterruptedException {
        try {
            result.get(millisTo(deadline), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            // the savepoint is complete all the same
        }
    }

    private static long millisTo(Instant deadline) {
        return Math.max(1, Duration.between(Instant.now(), deadline).toMillis());
    }

    private static boolean isStarting(ExecutionException failure) {
        return ExceptionUtils.findThrowable(failure, CheckpointException.class)
                .filter(e -> e.getCheckpointFailureReason() == CheckpointFailureReason.NOT_ALL_REQUIRED_TASKS_RUNNING)
                .isPresent();
    }

    /** Completes when the job ends: with why it failed, if it has failed. */
    public CompletableFuture<Void> ended() {
        return ended;
    }

    /** In a separate thread, since the cluster is asked how far the job had come. */
    private void await() {
        try {
            result.get().toJobExecutionResult(ContinuousRun.class.getClassLoader());
            ended.complete(null);
        } catch (Exception e) {
            ended.completeExceptionally(completedCheckpoints() == 0 && !(e instanceof InterruptedException) ? explained(e) : e);
        }
    }

    private long completedCheckpoints() {
        try {
            CheckpointStatsSnapshot checkpoints = cluster.getExecutionGraph(job).get().getCheckpointStatsSnapshot();
            return checkpoints == null ? 0 : checkpoints.getCounts().getNumberOfCompletedCheckpoints();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        } catch (ExecutionException | IllegalStateException e) {
            // the job is not known any more, or the cluster was shut down
            return 0;
        }
    }

    /** A job that never completed a checkpoint may have failed because of the state that it was restored from. */
    private Exception explained(Exception failure) {
        if (restoredFrom == null) {
            return failure;
        }
        return new IllegalStateException("It was restored from " + restoredFrom + " and could not take its first checkpoint: " + FailureCause.of(failure)
                + " If the saved state is the cause, start once with --fresh: nothing is lost but the time to read days again.", failure);
    }

    /** Ends the job where it is, if it still runs: the next run restores its last checkpoint. */
    @Override
    public void close() throws Exception {
        Exception failure = null;
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception e) {
                failure = ExceptionUtils.firstOrSuppressed(e, failure);
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
