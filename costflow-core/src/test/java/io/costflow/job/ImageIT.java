package io.costflow.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.processes.FlinkProcesses;
import io.costflow.processes.ProcessFolder;
import io.costflow.processes.StartsProcesses;
import io.costflow.settings.DatabaseSettings;
import io.costflow.settings.DayRange;
import io.costflow.settings.LakeSettings;
import io.costflow.testbed.Checkout;
import io.costflow.testbed.EmbeddedDatabase;
import io.costflow.testing.SharedServers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * The image's files, with the configuration that comes with them, as a cluster in application mode: over a lake, checkpoints and savepoints on S3, with secrets
 * in the environment alone, and with folders that cannot be written to.
 */
@StartsProcesses
class ImageIT {

    /** Costflow's configuration as the manifests have it; what is special about a place comes from the environment. */
    private static final Path CONFIGURATION = Checkout.path("k8s", "site", "costflow.yaml");

    private static final String STATE = "s3://lake/flink/";

    @RegisterExtension
    private final ProcessFolder processes = new ProcessFolder();

    @TempDir(cleanup = CleanupMode.ALWAYS)
    private Path folder;

    @Test
    void theJobPublishesOutlivesATaskManagerAndGoesOnFromASavepoint() throws Exception {
        try (BucketStore store = new BucketStore(folder.resolve("objects"));
                ContinuousFleet fleet = new ContinuousFleet(SharedServers.database(), store, folder, settings -> settings);
                FlinkProcesses flink = FlinkProcesses.ofImage(processes.folder().resolve("cluster"), flinkSettings(fleet), environment(fleet))) {
            start(flink, null);
            FleetProcesses.awaitAllDays(fleet);
            Eventually.within(FleetProcesses.START, () -> assertThat(flink.rest().completedCheckpoints()).isPositive());
            int subtasks = flink.rest().subtasks();

            flink.killTaskManager();
            flink.startTaskManager();
            FleetProcesses.awaitLaterChange(fleet);
            Map<?, ?> contents = FleetProcesses.otherContents(fleet);

            String savepoint = flink.rest().stopWithSavepoint(STATE + "savepoints");
            assertThat(flink.awaitEndOfJob()).as("exit status of the job manager").isZero();
            flink.killAll();
            start(flink, savepoint, "-Drun.parallelism=1");
            FleetProcesses.awaitLaterChange(fleet);

            assertThat(FleetProcesses.otherContents(fleet)).isEqualTo(contents);
            assertThat(flink.rest().subtasks()).as("subtasks with the parallelism of Costflow's settings, not the cluster's").isLessThan(subtasks);
            assertThat(flink.logs()).contains("Costflow").doesNotContain(fleet.settings.lake().secretKey());
        }
    }

    private static void start(FlinkProcesses flink, String savepoint, String... options) throws Exception {
        flink.startTaskManager();
        List<String> arguments = new ArrayList<>(List.of("run", "--mode", "continuous", "--config", CONFIGURATION.toString()));
        arguments.addAll(List.of(options));
        flink.startJobManager(savepoint, arguments.toArray(String[]::new));
    }

    /** What an overlay says of a place, and a clock that suits a test. */
    private static Map<String, String> flinkSettings(ContinuousFleet fleet) {
        return Map.of(
                "parallelism.default", "2",
                "s3.endpoint", fleet.settings.lake().endpoint(),
                "s3.path.style.access", "true",
                "execution.checkpointing.dir", STATE + "checkpoints",
                "execution.checkpointing.savepoint-dir", STATE + "savepoints",
                "execution.checkpointing.interval", "1 s",
                "execution.checkpointing.min-pause", "0 s",
                "metrics.reporter.prometheus.port", "0");
    }

    private static Map<String, String> environment(ContinuousFleet fleet) {
        LakeSettings lake = fleet.settings.lake();
        DatabaseSettings database = fleet.settings.database();
        DayRange window = (DayRange) fleet.settings.window();
        Map<String, String> variables = new HashMap<>(Map.of(
                "AWS_ACCESS_KEY_ID", lake.accessKey(),
                "AWS_SECRET_ACCESS_KEY", lake.secretKey(),
                "COSTFLOW_LAKE_ROOT", lake.root(),
                "COSTFLOW_LAKE_S3_ENDPOINT", lake.endpoint(),
                "COSTFLOW_DATABASE_URL", database.url(),
                "COSTFLOW_DATABASE_USER", database.user(),
                "COSTFLOW_DATABASE_PASSWORD", database.password()));
        variables.putAll(Map.of(
                "COSTFLOW_WINDOW_FROM", window.from().toString(),
                "COSTFLOW_WINDOW_TO", window.to().toString(),
                "COSTFLOW_CONTINUOUS_POLL", "1 s",
                "COSTFLOW_CONTINUOUS_SETTLE", "1 s"));
        return variables;
    }
}
