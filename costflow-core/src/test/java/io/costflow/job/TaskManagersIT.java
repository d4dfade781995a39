package io.costflow.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.processes.FlinkProcesses;
import io.costflow.processes.ProcessFolder;
import io.costflow.processes.StartsProcesses;
import io.costflow.publish.StatusTable;
import io.costflow.testbed.Checkout;
import io.costflow.testbed.DemoData;
import io.costflow.testbed.EmbeddedDatabase;
import io.costflow.testbed.KokuDatabase;
import io.costflow.testbed.Scale;
import io.costflow.testing.SharedServers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Measures a cluster of the image's processes with one task manager and with two, at the same parallelism, over ten days of a million pod-hours each: how long
 * the first load takes, and how long, when they are warm, all days take that are computed from the state and published again. The figures are printed. It takes
 * ten minutes and a machine on which nothing else runs, so it is no part of the gate: docs/performance.md.
 */
@StartsProcesses
@EnabledIfSystemProperty(named = "measure.task-managers", matches = "true")
class TaskManagersIT {

    private static final int SLOTS = 4;
    private static final int DAYS = 10;
    private static final int CHANGES = 4;
    private static final long SEED = 42;
    private static final LocalDate FIRST = LocalDate.of(2025, 10, 1);
    private static final Duration PAUSE = Duration.ofSeconds(3);
    /** Task managers report their metrics when they are asked, for the next one who asks. */
    private static final Duration METRICS = Duration.ofSeconds(15);
    private static final Path CONFIGURATION = Checkout.path("k8s", "site", "costflow.yaml");

    private final EmbeddedDatabase server = SharedServers.database();

    @RegisterExtension
    private final ProcessFolder processes = new ProcessFolder();

    @TempDir(cleanup = CleanupMode.ALWAYS)
    private Path folder;

    @Test
    void twoTaskManagersAreNoSlowerThanOneWhenTheyAreWarm() throws Exception {
        // The processes belong to another user.
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        DemoData data = new DemoData(SEED, FIRST, new Scale(List.of(400), 104, 0, DAYS));
        Path lake = Files.createDirectory(folder.resolve("lake"));
        data.write(lake, EmbeddedDatabase.TENANT);

        double one = measure(data, lake, 1);
        double two = measure(data, lake, 2);

        assertThat(two).as("seconds with two, beside those with one").isLessThan(one * 1.2);
    }

    /** Returns how many seconds all days take that are computed and published again. */
    private double measure(DemoData data, Path lake, int taskManagers) throws Exception {
        KokuDatabase database = server.createDatabase();
        data.insert(database, EmbeddedDatabase.TENANT);
        Path state = Files.createDirectory(folder.resolve("state-" + taskManagers));
        Files.setPosixFilePermissions(state, PosixFilePermissions.fromString("rwxrwxrwx"));
        Path layout = processes.folder().resolve("cluster-" + taskManagers);
        try (FlinkProcesses flink = FlinkProcesses.ofImageToMeasure(layout, flinkSettings(state, taskManagers), environment(database, lake));
                Connection connection = database.connect()) {
            for (int i = 0; i < taskManagers; i++) {
                flink.startTaskManager();
            }
            flink.startJobManager(null, "run", "--mode", "continuous", "--config", CONFIGURATION.toString());
            FleetProcesses.awaitRunning(flink);
            Stopwatch first = new Stopwatch(flink);
            awaitRevisionsAfter(0, connection);
            System.out.printf("%d task managers, cold: %s%n", taskManagers, first);
            double seconds = 0;
            for (int i = 0; i < CHANGES; i++) {
                Thread.sleep(PAUSE.toMillis());
                long newest = StatusTable.largestRevision(connection, EmbeddedDatabase.TENANT);
                Stopwatch again = new Stopwatch(flink);
                database.runScript("update " + EmbeddedDatabase.TENANT + ".reporting_enabledtagkeys set enabled = not enabled where key = 'app'");
                awaitRevisionsAfter(newest, connection);
                seconds += again.seconds();
                System.out.printf("%d task managers, warm: %s%n", taskManagers, again);
            }
            flink.rest().sum("numBytesOut");
            Thread.sleep(METRICS.toMillis());
            System.out.printf("%d task managers: %,d bytes between subtasks, %,d of them between task managers, %,d bytes of state, resident %s%n",
                    taskManagers, flink.rest().sum("numBytesOut"), flink.rest().sum("Shuffle.Netty.Input.numBytesInRemote"),
                    flink.rest().checkpointBytes(), flink.residentPeaks());
            return seconds;
        }
    }

    /** Waits until every day is published with a later revision. */
    private static void awaitRevisionsAfter(long revision, Connection connection) throws Exception {
        Eventually.within(FleetProcesses.START, () -> assertThat(StatusTable.largestRevision(connection, EmbeddedDatabase.TENANT)).isGreaterThan(revision));
        String query = "select count(*) from " + EmbeddedDatabase.TENANT + "." + StatusTable.NAME + " where published_revision > " + revision;
        Eventually.within(FleetProcesses.START, () -> {
            try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(query)) {
                rows.next();
                assertThat(rows.getInt(1)).as("days with a revision after " + revision).isEqualTo(DAYS);
            }
        });
    }

    private static Map<String, String> flinkSettings(Path state, int taskManagers) {
        return Map.of(
                "parallelism.default", String.valueOf(SLOTS),
                "taskmanager.numberOfTaskSlots", String.valueOf(SLOTS / taskManagers),
                "taskmanager.memory.process.size", taskManagers == 1 ? "2600m" : "1500m",
                "execution.checkpointing.dir", state.toUri().toString(),
                "execution.checkpointing.savepoint-dir", state.toUri().toString(),
                "execution.checkpointing.interval", "5 s",
                "metrics.reporter.prometheus.port", "0");
    }

    private static Map<String, String> environment(KokuDatabase database, Path lake) {
        Map<String, String> variables = new HashMap<>(Map.of(
                "COSTFLOW_LAKE_ROOT", lake.toUri().toString(),
                "COSTFLOW_DATABASE_URL", database.url(),
                "COSTFLOW_DATABASE_USER", database.user(),
                "COSTFLOW_DATABASE_PASSWORD", database.password()));
        variables.putAll(Map.of(
                "COSTFLOW_WINDOW_FROM", FIRST.toString(),
                "COSTFLOW_WINDOW_TO", FIRST.plusDays(DAYS - 1L).toString(),
                "COSTFLOW_CONTINUOUS_POLL", "1 s",
                "COSTFLOW_CONTINUOUS_SETTLE", "1 s"));
        return variables;
    }

    /** Time and CPU of the processes since it was made. */
    private static final class Stopwatch {
        private final FlinkProcesses flink;
        private final long start = System.nanoTime();
        private final Duration cpu;

        Stopwatch(FlinkProcesses flink) {
            this.flink = flink;
            this.cpu = flink.cpu();
        }

        double seconds() {
            return (System.nanoTime() - start) / 1e9;
        }

        @Override
        public String toString() {
            return String.format("%.1f s, %.1f CPU s", seconds(), flink.cpu().minus(cpu).toMillis() / 1e3);
        }
    }
}
