package io.costflow.inventory;

import io.costflow.settings.LakeSettings;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.plugin.PluginUtils;

/**
 * Lets the processes of a Flink cluster reach the lake with the S3 settings of Costflow's own configuration. Flink's file systems belong to the whole process,
 * checkpoints included, so only what concerns the lake's bucket is added: every other bucket is reached as the cluster is configured. A configuration that says
 * nothing of S3 leaves the process as it is.
 */
final class ClusterFileSystems {

    /** Which lake the process can reach. Flink loads our classes again for every job and restart, so it is not a field. */
    private static final String REACHED = "costflow.lake-reached";

    private ClusterFileSystems() {}

    /**
     * Initializes the file systems of this process for the lake, once.
     *
     * @param cluster what the process was started with
     * @throws IllegalStateException when the process reaches another lake already
     */
    static void reach(LakeSettings lake, Configuration cluster) {
        Map<String, String> settings = bucketSettings(lake);
        if (settings.isEmpty()) {
            return;
        }
        // Loaded by Flink itself, so it is the same for every job.
        synchronized (FileSystem.class) {
            String wanted = lake.root() + " " + Integer.toHexString(Objects.hash(lake.endpoint(), lake.accessKey(), lake.secretKey(), lake.pathStyleAccess(), lake.caFile(), lake.region()));
            String reached = System.getProperty(REACHED);
            if (wanted.equals(reached)) {
                return;
            }
            if (reached != null) {
                throw new IllegalStateException("This Flink process reads a lake with other lake.s3 settings already, and can have one only. Restart the"
                        + " process, run each Costflow on a separate cluster, or give the S3 settings in Flink's own configuration instead.");
            }
            TrustedAuthorities.add(lake.caFile());
            Configuration configuration = new Configuration(cluster);
            settings.forEach(configuration::setString);
            FileSystem.initialize(configuration, PluginUtils.createPluginManagerFromRootFolder(configuration));
            System.setProperty(REACHED, wanted);
        }
    }

    /** Flink's settings for the lake's bucket alone; none when Costflow's configuration does not say how S3 is reached. */
    static Map<String, String> bucketSettings(LakeSettings lake) {
        Map<String, String> settings = new LinkedHashMap<>();
        boolean silent = lake.endpoint() == null && lake.region() == null && lake.accessKey() == null && lake.secretKey() == null && lake.caFile() == null
                && !lake.pathStyleAccess();
        if (silent || !lake.root().startsWith("s3:")) {
            return settings;
        }
        String bucket = "s3.bucket." + URI.create(lake.root()).getHost() + ".";
        LakeFileSystem.SHORT_PATIENCE.forEach((key, value) -> settings.put(bucket + key.substring("s3.".length()), value));
        put(settings, bucket + "endpoint", lake.endpoint());
        put(settings, bucket + "endpoint.region", lake.region());
        put(settings, bucket + "access.key", lake.accessKey());
        put(settings, bucket + "secret.key", lake.secretKey());
        put(settings, bucket + "path.style.access", lake.pathStyleAccess() ? "true" : null);
        return settings;
    }

    private static void put(Map<String, String> settings, String key, String value) {
        if (value != null) {
            settings.put(key, value);
        }
    }
}
