package io.costflow.job;

import io.costflow.inventory.InventorySource;
import io.costflow.inventory.LakeFileSystem;
import io.costflow.reference.ReferenceSource;
import io.costflow.settings.Settings;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.plugin.PluginManager;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A Flink cluster within this JVM. */
final class LocalCluster {

    private LocalCluster() {}

    /** Runs the job to its end. */
    static void run(Settings settings, LocalRun run) throws Exception {
        PluginManager plugins = LakeFileSystem.initialize(settings.lake());
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment(new Configuration());
        JobSettings.apply(environment, settings.run());
        Topology.build(
                environment,
                InventorySource.of(settings, new LineItemCombiner()),
                new ReferenceSource(settings),
                settings.database(),
                new LocalReports(run));
        // The mini-cluster of this Flink version takes a job graph only.
        JobGraph job = environment.getStreamGraph().getJobGraph();
        MiniClusterConfiguration configuration = new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration(settings, run))
                .setPluginManager(plugins)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(settings.run().parallelism())
                .build();
        try (MiniCluster cluster = new MiniCluster(configuration)) {
            cluster.start();
            cluster.executeJobBlocking(job);
        }
    }

    private static Configuration configuration(Settings settings, LocalRun run) {
        Configuration configuration = LakeFileSystem.configuration(settings.lake());
        configuration.set(RestOptions.BIND_PORT, "0");
        configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(1));
        LocalRunReporter.configure(configuration, run);
        return configuration;
    }
}
