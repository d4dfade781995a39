package io.costflow.job;

import io.costflow.inventory.LakeFileSystem;
import io.costflow.settings.Settings;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A Flink cluster within this JVM. */
final class LocalCluster {

    private LocalCluster() {}

    /** Runs the job to its end on a cluster of its own. */
    static void run(Settings settings, LocalRun run) throws Exception {
        try (MiniCluster cluster = start(settings, run)) {
            execute(cluster, settings, run);
        }
    }

    /** Starts a cluster with as many slots as the settings ask for. It hands the metrics of all its jobs to the run. */
    static MiniCluster start(Settings settings, LocalRun run) throws Exception {
        MiniClusterConfiguration configuration = new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration(settings, run))
                .setPluginManager(LakeFileSystem.initialize(settings.lake()))
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(settings.run().parallelism())
                .build();
        MiniCluster cluster = new MiniCluster(configuration);
        cluster.start();
        return cluster;
    }

    /** Runs the job to its end on a cluster that is there already. It hands its reports and warnings to the run. */
    static void execute(MiniCluster cluster, Settings settings, LocalRun run) throws Exception {
        LakeFileSystem.initialize(settings.lake());
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment(new Configuration());
        FlinkJob.topology(environment, settings, new LocalWarnings(run))
                .sinkTo(new LocalReports(run))
                .name("Reports")
                .uid(Uids.REPORTS);
        // The mini-cluster of this Flink version takes a job graph only.
        JobGraph job = environment.getStreamGraph().getJobGraph();
        cluster.executeJobBlocking(job);
    }

    private static Configuration configuration(Settings settings, LocalRun run) {
        Configuration configuration = LakeFileSystem.configuration(settings.lake());
        configuration.set(RestOptions.BIND_PORT, "0");
        configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(1));
        LocalRunReporter.configure(configuration, run);
        return configuration;
    }
}
