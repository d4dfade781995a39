package io.costflow.sql.session;

import io.costflow.job.InProcessCluster;
import io.costflow.settings.Settings;
import java.time.Duration;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.NettyShuffleEnvironmentOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.minicluster.MiniCluster;

/** A Flink cluster within this JVM that runs the queries of a session. */
final class SqlCluster {

    /** What hash tables and sorting have before they go to disk. */
    private static final int MANAGED_MEBIBYTES = 512;

    private static final int NETWORK_MEBIBYTES = 128;

    private SqlCluster() {}

    static MiniCluster start(Settings settings) throws Exception {
        MiniCluster cluster = InProcessCluster.start(settings, SqlCluster::configure);
        SharedClasses.among(cluster);
        return cluster;
    }

    private static void configure(Configuration configuration) {
        configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(MANAGED_MEBIBYTES));
        configuration.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(NETWORK_MEBIBYTES));
        configuration.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(NETWORK_MEBIBYTES));
        // what passes between tasks stays on this machine
        configuration.set(NettyShuffleEnvironmentOptions.SHUFFLE_COMPRESSION_CODEC, NettyShuffleEnvironmentOptions.CompressionCodec.NONE);
        // a cancelled query that still waits for the database ends with its answer; it must not end the process
        configuration.set(TaskManagerOptions.TASK_CANCELLATION_TIMEOUT, Duration.ZERO);
    }
}
