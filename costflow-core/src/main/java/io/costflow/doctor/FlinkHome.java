package io.costflow.doctor;

import io.costflow.inventory.LakeFileSystem;
import io.costflow.settings.LakeSettings;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;

/** The Flink installation that this process was started beside, as in a pod of a cluster; or none. */
final class FlinkHome {

    private final boolean isThere;
    private final Configuration configuration;

    private FlinkHome(boolean isThere, Configuration configuration) {
        this.isThere = isThere;
        this.configuration = configuration;
    }

    /** As the environment says: {@code FLINK_CONF_DIR} is set in every process of a cluster. */
    static FlinkHome of(Map<String, String> environment) {
        boolean isThere = environment.containsKey("FLINK_CONF_DIR");
        return new FlinkHome(isThere, isThere ? GlobalConfiguration.loadConfiguration(environment.get("FLINK_CONF_DIR")) : new Configuration());
    }

    boolean isThere() {
        return isThere;
    }

    /** Connects this process to the lake as the processes of the cluster are, or, without a cluster, as a run is. */
    void reach(LakeSettings lake) {
        if (isThere) {
            LakeFileSystem.reachAsCluster(lake, configuration);
        } else {
            LakeFileSystem.initialize(lake);
        }
    }

    /** The folder of its checkpoints. */
    Optional<String> checkpoints() {
        return configuration.getOptional(CheckpointingOptions.CHECKPOINTS_DIRECTORY);
    }

    /** Its own S3 server. */
    Optional<String> endpoint() {
        return configuration.getOptional(ConfigOptions.key("s3.endpoint").stringType().noDefaultValue());
    }
}
