package io.costflow.job;

import io.costflow.inventory.LakeFileSystem;
import io.costflow.settings.Settings;
import java.util.Iterator;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.SecurityOptions;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.runtime.rpc.RpcSystem;
import org.apache.flink.util.Reference;

/** Starts Flink clusters within this JVM, of one task manager each. */
public final class InProcessCluster {

    private InProcessCluster() {}

    /**
     * Starts a cluster with as many slots as the settings ask for, and access to their lake.
     *
     * @param adjust sets what differs from Flink's own configuration
     */
    public static MiniCluster start(Settings settings, Consumer<Configuration> adjust) throws Exception {
        Configuration flink = configuration();
        adjust.accept(flink);
        MiniClusterConfiguration configuration = new MiniClusterConfiguration.Builder()
                .setConfiguration(flink)
                .setPluginManager(LakeFileSystem.initialize(settings.lake()))
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(settings.run().parallelism())
                .build();
        MiniCluster cluster = new MiniCluster(configuration, () -> rpcSystem(flink));
        cluster.start();
        return cluster;
    }

    private static Configuration configuration() {
        // without the lake's keys, which the file systems of this process have already: this configuration can be looked at through the REST interface
        Configuration configuration = GlobalConfiguration.loadConfiguration();
        configuration.set(RestOptions.BIND_PORT, "0");
        // a process that reaches this port can stop the job, or run code within this one
        configuration.set(RestOptions.BIND_ADDRESS, "localhost");
        // tokens for other machines: there are none, and asking for them loads Hadoop's configuration and the S3 client
        configuration.set(SecurityOptions.DELEGATION_TOKENS_ENABLED, false);
        return configuration;
    }

    /**
     * Flink comes with its RPC system as a jar within a jar, which it unpacks on every start and loads by a separate class loader, to keep its libraries from
     * those of users. There is no other code here, so the launcher puts that jar on the class path: its classes are read from there, and from the launcher's
     * archive of classes. Where it is not on the class path, such as in tests, it is loaded Flink's own way.
     */
    private static Reference<RpcSystem> rpcSystem(Configuration configuration) {
        Iterator<RpcSystem> found = ServiceLoader.load(RpcSystem.class, InProcessCluster.class.getClassLoader()).iterator();
        return Reference.owned(found.hasNext() ? found.next() : RpcSystem.load(configuration));
    }
}
