package io.costflow.inventory;

import io.costflow.settings.LakeSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.plugin.DefaultPluginManager;
import org.apache.flink.core.plugin.DirectoryBasedPluginFinder;
import org.apache.flink.core.plugin.PluginManager;
import org.apache.flink.core.plugin.PluginUtils;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Lets Flink's file systems in this process reach the lake. S3 is a Flink plugin: its folder is named by the system property {@code s3.plugin.directory}, else
 * by the environment variable {@code FLINK_PLUGINS_DIR}, as on a cluster.
 */
public final class LakeFileSystem {

    /**
     * The S3 client tries again for minutes unless told otherwise. What is worth another try is tried again by the inventory and the readers, within the
     * configured budget, so the client itself gives up within seconds.
     */
    static final Map<String, String> SHORT_PATIENCE = Map.of(
            "s3.attempts.maximum", "2",
            "s3.retry.limit", "2",
            "s3.retry.interval", "200ms",
            "s3.retry.throttle.limit", "5",
            "s3.connection.establish.timeout", "3000",
            "s3.connection.acquisition.timeout", "10000");

    /** Hadoop's own list lacks the second, by which Kubernetes gives pods an identity at AWS. */
    private static final String CREDENTIALS_PROVIDER = "s3.aws.credentials.provider";
    private static final String USUAL_PLACES = "com.amazonaws.auth.EnvironmentVariableCredentialsProvider,com.amazonaws.auth.WebIdentityTokenCredentialsProvider,"
            + "org.apache.hadoop.fs.s3a.auth.IAMInstanceCredentialsProvider";

    private static LakeSettings initialized;
    private static PluginManager plugins;

    private LakeFileSystem() {}

    /** Flink's configuration for this lake, on top of a cluster's own where there is one. Holds secrets. */
    static Configuration configuration(LakeSettings lake) {
        Configuration configuration = GlobalConfiguration.loadConfiguration();
        SHORT_PATIENCE.forEach(configuration::setString);
        set(configuration, "s3.endpoint", lake.endpoint());
        set(configuration, "s3.access-key", lake.accessKey());
        set(configuration, "s3.secret-key", lake.secretKey());
        set(configuration, "s3.endpoint.region", lake.region());
        configuration.setString("s3.path.style.access", String.valueOf(lake.pathStyleAccess()));
        if (lake.accessKey() == null && !configuration.containsKey(CREDENTIALS_PROVIDER)) {
            configuration.setString(CREDENTIALS_PROVIDER, USUAL_PLACES);
        }
        return configuration;
    }

    /**
     * Initializes Flink's file systems, once per process and lake.
     *
     * @return the plugins, which a mini-cluster of this process needs too
     */
    public static synchronized PluginManager initialize(LakeSettings lake) {
        if (!lake.equals(initialized)) {
            TrustedAuthorities.add(lake.caFile());
            Configuration configuration = configuration(lake);
            if (plugins == null) {
                plugins = plugins(configuration);
            }
            FileSystem.initialize(configuration, plugins);
            initialized = lake;
        }
        return plugins;
    }

    /** Lets this process reach the lake, whether it is our own process or that of a cluster that runs our main method. */
    public static void reach(LakeSettings lake) {
        if (StreamExecutionEnvironment.areExplicitEnvironmentsAllowed()) {
            initialize(lake);
        } else {
            reachFromCluster(lake, StreamExecutionEnvironment.getExecutionEnvironment().getConfiguration());
        }
    }

    /** Lets a job manager, or our own process, reach the lake. A job manager says nothing of what it was started with but what is in its configuration file. */
    public static synchronized void reachFromJobManager(LakeSettings lake) {
        if (initialized == null) {
            reachFromCluster(lake, GlobalConfiguration.loadConfiguration());
        }
    }

    /**
     * Lets a task manager, or our own process, reach the lake.
     *
     * @param process what the task manager was started with
     */
    public static synchronized void reachFromTaskManager(LakeSettings lake, ReadableConfig process) {
        if (initialized == null) {
            reachFromCluster(lake, process);
        }
    }

    /**
     * Lets a process beside a cluster, such as one that was started by hand in one of its pods, reach the lake as the cluster's own processes do.
     *
     * @param cluster what the processes of the cluster are started with
     */
    public static synchronized void reachAsCluster(LakeSettings lake, Configuration cluster) {
        FileSystem.initialize(cluster, PluginUtils.createPluginManagerFromRootFolder(cluster));
        reachFromCluster(lake, cluster);
    }

    private static synchronized void reachFromCluster(LakeSettings lake, ReadableConfig process) {
        ClusterFileSystems.reach(lake, Configuration.fromMap(process.toMap()));
        initialized = lake;
    }

    private static PluginManager plugins(Configuration configuration) {
        String folder = System.getProperty("s3.plugin.directory");
        if (folder == null) {
            return PluginUtils.createPluginManagerFromRootFolder(configuration);
        }
        try {
            return new DefaultPluginManager(
                    new DirectoryBasedPluginFinder(Path.of(folder)).findPlugins(), CoreOptions.getPluginParentFirstLoaderPatterns(configuration));
        } catch (IOException e) {
            throw new UncheckedIOException("The folder of Flink plugins " + folder + " cannot be read; check the system property s3.plugin.directory.", e);
        }
    }

    private static void set(Configuration configuration, String key, String value) {
        if (value != null) {
            configuration.setString(key, value);
        }
    }
}
