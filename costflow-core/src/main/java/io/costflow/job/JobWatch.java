package io.costflow.job;

import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.runtime.checkpoint.CheckpointStatsSnapshot;
import org.apache.flink.runtime.checkpoint.CompletedCheckpointStats;
import org.apache.flink.runtime.checkpoint.FailedCheckpointStats;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.scheduler.exceptionhistory.RootExceptionHistoryEntry;

/** Looks now and then whether a job failed and starts again by itself, or cannot save what it knows, and says why. */
final class JobWatch implements Runnable {

    private static final int LOOKS_PER_CHECKPOINT = 10;

    private final MiniCluster cluster;
    private final JobID job;
    private final RunListener listener;
    private long lastFailure;
    private boolean checkpointsFail;
    private int looks;

    JobWatch(MiniCluster cluster, JobID job, RunListener listener) {
        this.cluster = cluster;
        this.job = job;
        this.listener = listener;
    }

    @Override
    public void run() {
        // asked often, so the cheap question first: a job that failed waits for at least a second before it starts again
        cluster.getJobStatus(job).thenAccept(status -> {
            if (status == JobStatus.RESTARTING) {
                cluster.getExecutionGraphInfo(job).thenAccept(info -> info.getExceptionHistory().forEach(this::warnOnce));
            }
        });
        if (++looks % LOOKS_PER_CHECKPOINT == 0) {
            cluster.getExecutionGraph(job).thenAccept(graph -> look(graph.getCheckpointStatsSnapshot()));
        }
    }

    /** Told once, until a checkpoint is complete again. */
    private synchronized void look(CheckpointStatsSnapshot checkpoints) {
        if (checkpoints == null) {
            return;
        }
        FailedCheckpointStats failed = checkpoints.getHistory().getLatestFailedCheckpoint();
        CompletedCheckpointStats completed = checkpoints.getHistory().getLatestCompletedCheckpoint();
        boolean fail = failed != null && (completed == null || completed.getCheckpointId() < failed.getCheckpointId());
        CheckpointTrouble trouble = fail ? CheckpointTrouble.of(failed.getFailureMessage()) : CheckpointTrouble.NONE;
        if (trouble == CheckpointTrouble.NONE) {
            checkpointsFail = checkpointsFail && fail;
            return;
        }
        if (!checkpointsFail) {
            listener.warned("A checkpoint failed, so what changed since the last one is not saved: " + failed.getFailureMessage() + " " + trouble.advice()
                    + " It is tried again; published days are not concerned.");
        }
        checkpointsFail = true;
    }

    private synchronized void warnOnce(RootExceptionHistoryEntry failure) {
        if (failure.getTimestamp() > lastFailure) {
            lastFailure = failure.getTimestamp();
            Throwable cause = failure.getException().deserializeError(getClass().getClassLoader());
            listener.warned("The job failed and restarts from its last checkpoint. It failed because: " + FailureCause.of(cause));
        }
    }
}
