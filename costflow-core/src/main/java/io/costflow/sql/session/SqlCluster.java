package io.costflow.sql.session;

import io.costflow.inventory.LakeFileSystem;
import io.costflow.job.LocalRpc;
import io.costflow.settings.Settings;
import java.time.Duration;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.NettyShuffleEnvironmentOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.SecurityOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;

/** A Flink cluster within this JVM that runs the queries of a session. */
final class SqlCluster {

    /** What hash tables and sorting have before they go to disk. */
    private static final int MANAGED_MEBIBYTES = 512;

    private static final int NETWORK_MEBIBYTES = 128;

    private SqlCluster() {}

    static MiniCluster start(Settings settings) throws Exception {
        Configuration flink = configuration();
        MiniClusterConfiguration configuration = new MiniClusterConfiguration.Builder()
                .setConfiguration(flink)
                .setPluginManager(LakeFileSystem.initialize(settings.lake()))
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(settings.run().parallelism())
                .build();
        MiniCluster cluster = new MiniCluster(configuration, () -> LocalRpc.find(flink));
        cluster.start();
        SharedClasses.among(cluster);
        return cluster;
    }

    private static Configuration configuration() {
        // without the lake's keys, which the file systems of this process have already: this configuration can be looked at through the REST interface
        Configuration configuration = GlobalConfiguration.loadConfiguration();
        configuration.set(RestOptions.BIND_PORT, "0");
        // whoever reaches this port may run code within this process
        configuration.set(RestOptions.BIND_ADDRESS, "localhost");
        configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(MANAGED_MEBIBYTES));
        configuration.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(NETWORK_MEBIBYTES));
        configuration.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(NETWORK_MEBIBYTES));
        // what passes between tasks stays on this machine
        configuration.set(NettyShuffleEnvironmentOptions.SHUFFLE_COMPRESSION_CODEC, NettyShuffleEnvironmentOptions.CompressionCodec.NONE);
        // a cancelled query that still waits for the database ends with its answer; it must not end the process
        configuration.set(TaskManagerOptions.TASK_CANCELLATION_TIMEOUT, Duration.ZERO);
        // tokens for other machines: there are none, and asking for them loads Hadoop's configuration and the S3 client
        configuration.set(SecurityOptions.DELEGATION_TOKENS_ENABLED, false);
        return configuration;
    }
}
