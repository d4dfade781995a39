package io.costflow.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.day.SourceDay;
import io.costflow.metrics.CostflowMetric;
import io.costflow.processes.FlinkProcesses;
import io.costflow.processes.FlinkRest;
import io.costflow.processes.ProcessFolder;
import io.costflow.processes.SavedStates;
import io.costflow.processes.StartsProcesses;
import io.costflow.settings.DatabaseSettings;
import io.costflow.settings.DayRange;
import io.costflow.settings.LakeSettings;
import io.costflow.testbed.Checkout;
import io.costflow.testbed.EmbeddedDatabase;
import io.costflow.testing.SharedServers;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
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
 * in the environment alone, and with folders that cannot be written to. Processes are stopped with a savepoint, and killed with {@code kill -9} at random moments
 * while everything changes: the tables end as if nothing had happened, and a reader sees whole days only throughout.
 */
@StartsProcesses
class ImageIT {

    /** Costflow's configuration as the manifests have it; what is special about a place comes from the environment. */
    private static final Path CONFIGURATION = Checkout.path("k8s", "site", "costflow.yaml");

    private static final String STATE = "s3://" + BucketStore.BUCKET + "/flink/";

    private static final long SEED = 20251001;
    private static final Duration LEAST = Duration.ofSeconds(1);
    private static final Duration MOST = Duration.ofSeconds(3);

    private final EmbeddedDatabase server = SharedServers.database();

    @RegisterExtension
    private final ProcessFolder processes = new ProcessFolder();

    @TempDir(cleanup = CleanupMode.ALWAYS)
    private Path folder;

    /** One cluster throughout: starting one takes longer than what is asked of it. */
    @Test
    void theJobGoesOnFromASavepointAndACheckpointWithAnotherParallelismAndOutlivesItsProcesses() throws Exception {
        try (BucketStore store = new BucketStore(folder.resolve("objects"));
                ContinuousFleet fleet = new ContinuousFleet(server, store, folder, settings -> settings);
                FlinkProcesses flink = FlinkProcesses.ofImage(processes.folder().resolve("cluster"), flinkSettings(fleet), environment(fleet))) {
            start(flink, null, 1, "-Drun.parallelism=1");
            FleetProcesses.awaitAllDays(fleet);
            Eventually.within(FleetProcesses.START, () -> assertThat(flink.rest().completedCheckpoints()).isPositive());
            int subtasks = flink.rest().subtasks();

            requireNothingReadAgainAfterASavepoint(fleet, flink);
            assertThat(flink.rest().subtasks()).as("subtasks with the parallelism of the cluster, not Costflow's settings").isGreaterThan(subtasks);

            try (HeavyChange change = HeavyChange.begin(fleet, SEED)) {
                change.goOn(LEAST, MOST);
                replaceTaskManager(flink);
                change.goOn(LEAST, MOST);
                flink.killAll();
                start(flink, newestCheckpoint(store), 1, "-Drun.parallelism=1");
                change.stop();
                TruthCheck.of(fleet.settings, fleet.database, server).requireIn(fleet.database, FleetProcesses.START);
                change.requireWholeDays();
            }
            assertThat(flink.logs()).contains("Costflow").doesNotContain(fleet.settings.lake().secretKey());
        }
    }

    /** The job goes on with another parallelism: what did not change is neither read nor written again. */
    private void requireNothingReadAgainAfterASavepoint(ContinuousFleet fleet, FlinkProcesses flink) throws Exception {
        Map<SourceDay, DayContents> before = FleetProcesses.otherContents(fleet);
        String savepoint = flink.rest().stopWithSavepoint(STATE + "savepoints");
        assertThat(flink.awaitEndOfJob()).as("exit status of the job manager").isZero();

        // The task manager that is there registers with the next job manager.
        start(flink, savepoint, 1);

        FleetProcesses.awaitLaterChange(fleet);
        assertThat(FleetProcesses.otherContents(fleet)).isEqualTo(before);
        Eventually.within(FleetProcesses.START, () -> assertThat(flink.rest().sum(CostflowMetric.FILES_READ))
                .as("files that were read").isEqualTo(FleetProcesses.FILES_OF_LATER_CHANGE));
        fleet.tables.enableKey("OCP", "event", true);
        TruthCheck.of(fleet.settings, fleet.database, server).requireIn(fleet.database, FleetProcesses.START);
        assertThat(flink.rest().sum(CostflowMetric.FILES_READ)).as("files that were read").isEqualTo(FleetProcesses.FILES_OF_LATER_CHANGE);
    }

    private static void start(FlinkProcesses flink, String state, int taskManagers, String... options) throws Exception {
        for (int i = 0; i < taskManagers; i++) {
            flink.startTaskManager();
        }
        List<String> arguments = new ArrayList<>(List.of("run", "--mode", "continuous", "--config", CONFIGURATION.toString()));
        arguments.addAll(List.of(options));
        flink.startJobManager(state, arguments.toArray(String[]::new));
        FleetProcesses.awaitRunning(flink);
    }

    /** Kills a task manager, starts another, and waits until the job runs again. */
    private static void replaceTaskManager(FlinkProcesses flink) throws Exception {
        flink.killTaskManager();
        flink.startTaskManager();
        FlinkRest rest = flink.rest();
        Eventually.within(FleetProcesses.START, () -> assertThat(rest.runningSubtasks()).as("running subtasks").isLessThan(rest.subtasks()));
        FleetProcesses.awaitRunning(flink);
    }

    private static String newestCheckpoint(BucketStore store) throws IOException {
        Path objects = store.folder(STATE);
        String checkpoint = SavedStates.newestCheckpoint(objects.resolve("checkpoints")).orElseThrow();
        return STATE + objects.toUri().relativize(URI.create(checkpoint));
    }

    /** What an overlay says of a place, and a clock that suits a test. */
    private static Map<String, String> flinkSettings(ContinuousFleet fleet) {
        return Map.of(
                "parallelism.default", "2",
                "taskmanager.numberOfTaskSlots", "1",
                "s3.endpoint", fleet.settings.lake().endpoint(),
                "s3.path.style.access", "true",
                "execution.checkpointing.dir", STATE + "checkpoints",
                "execution.checkpointing.savepoint-dir", STATE + "savepoints",
                "execution.checkpointing.interval", "2 s",
                "execution.checkpointing.min-pause", "0 s",
                "metrics.fetcher.update-interval", "1 s",
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
                "COSTFLOW_CONTINUOUS_SETTLE", fleet.settings.continuous().settle().toMillis() + " ms"));
        return variables;
    }
}
