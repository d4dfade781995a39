package io.costflow.job;

import io.costflow.inventory.LakeFileSystem;
import io.costflow.publish.Publication;
import io.costflow.settings.InvalidSettingsException;
import io.costflow.settings.Settings;
import io.costflow.settings.StateSettings;
import java.time.Duration;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RpcOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A Flink cluster within this JVM. */
final class LocalCluster {

    /** How long a request to the cluster may take: longer than a savepoint. */
    private static final Duration REQUEST = Duration.ofMinutes(1);

    private static final int ROCKSDB_MEBIBYTES_PER_SLOT = 64;

    /** Flink zeroes what the network may use when it starts, which takes a third of its start. The job's exchanges need at most half of this. */
    private static final int NETWORK_MEBIBYTES_PER_SLOT = 12;

    /** What Flink itself takes for a cluster within a process. */
    private static final int NETWORK_MEBIBYTES = 64;

    private LocalCluster() {}

    /** Runs the job to its end on a new cluster. */
    static void run(Settings settings, Publication publication, LocalRun run) throws Exception {
        try (MiniCluster cluster = start(settings, run)) {
            cluster.executeJobBlocking(job(settings, publication, run));
        }
    }

    /** Starts a cluster with as many slots as the settings ask for. In a bounded run the metrics of its jobs are handed to the run. */
    static MiniCluster start(Settings settings, LocalRun run) throws Exception {
        return InProcessCluster.start(settings, configuration -> configure(configuration, settings, run));
    }

    /** The job, which hands its reports and warnings to the run. */
    static JobGraph job(Settings settings, LocalRun run) throws InvalidSettingsException {
        return job(settings, FlinkJob.publication(settings), run);
    }

    /** The job with days that go elsewhere. */
    static JobGraph job(Settings settings, Publication publication, LocalRun run) throws InvalidSettingsException {
        LakeFileSystem.initialize(settings.lake());
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment(new Configuration());
        FlinkJob.topology(environment, settings, publication, run.warnings())
                .sinkTo(run.reports())
                .name("Reports")
                .uid(Uids.REPORTS);
        // The mini-cluster of this Flink version takes a job graph only.
        return environment.getStreamGraph().getJobGraph();
    }

    private static void configure(Configuration configuration, Settings settings, LocalRun run) {
        configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, managedMemory(settings));
        MemorySize network = MemorySize.ofMebiBytes(Math.min(NETWORK_MEBIBYTES, NETWORK_MEBIBYTES_PER_SLOT * settings.run().parallelism()));
        configuration.set(TaskManagerOptions.NETWORK_MEMORY_MIN, network);
        configuration.set(TaskManagerOptions.NETWORK_MEMORY_MAX, network);
        if (settings.run().isContinuous()) {
            configuration.set(RpcOptions.ASK_TIMEOUT_DURATION, settings.run().stopTimeout().plus(REQUEST));
            // a slot that is not there at once will never be
            configuration.set(JobManagerOptions.SLOT_REQUEST_TIMEOUT, Duration.ofSeconds(10));
        } else {
            LocalRunReporter.configure(configuration, run);
        }
    }

    private static MemorySize managedMemory(Settings settings) {
        boolean rocksDb = settings.run().isContinuous() && settings.state().backend() == StateSettings.Backend.ROCKSDB;
        return MemorySize.ofMebiBytes(rocksDb ? (long) ROCKSDB_MEBIBYTES_PER_SLOT * settings.run().parallelism() : 1);
    }
}
