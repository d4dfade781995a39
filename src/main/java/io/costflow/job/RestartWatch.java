package io.costflow.job;

import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.scheduler.exceptionhistory.RootExceptionHistoryEntry;

/** Looks now and then whether a job failed and starts again by itself, and says why. */
final class RestartWatch implements Runnable {

    private final MiniCluster cluster;
    private final JobID job;
    private final RunListener listener;
    private long lastFailure;

    RestartWatch(MiniCluster cluster, JobID job, RunListener listener) {
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
    }

    private synchronized void warnOnce(RootExceptionHistoryEntry failure) {
        if (failure.getTimestamp() > lastFailure) {
            lastFailure = failure.getTimestamp();
            Throwable cause = failure.getException().deserializeError(getClass().getClassLoader());
            listener.warned("The job failed and goes on from its last checkpoint. It failed because: " + FailureCause.of(cause));
        }
    }
}
