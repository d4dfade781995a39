package io.costflow.job;

import static io.costflow.job.ClusterLake.DAY_1;
import static io.costflow.job.ClusterLake.DAY_2;
import static io.costflow.job.ClusterLake.DAY_3;
import static io.costflow.job.ClusterLake.published;
import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.processes.CostflowProcess;
import io.costflow.processes.JavaProcess;
import io.costflow.processes.SavedStates;
import io.costflow.processes.StartsProcesses;
import io.costflow.testbed.EmbeddedDatabase;
import io.costflow.testbed.KokuDatabase;
import io.costflow.testing.SharedServers;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./costflow run --mode continuous}: started, stopped, killed and gone on with, as processes. */
@StartsProcesses
class ContinuousCommandIT {

    private static final String CLUSTER = ClusterLake.TENANT + "/" + ClusterLake.SOURCE;

    private final EmbeddedDatabase server = SharedServers.database();

    @TempDir
    private Path folder;

    private ClusterLake lake;
    private KokuDatabase database;

    @BeforeEach
    void writeOneDay() throws Exception {
        lake = new ClusterLake(Files.createDirectory(folder.resolve("lake")));
        lake.write(DAY_1, 1);
        database = server.createDatabase();
        ClusterLake.insert(database);
    }

    /** One run after the other over the same state: a process takes longer to start than what is asked of it. */
    @Test
    void aRunGoesOnFromTheSavepointOrTheLastCheckpointUnlessThatIsDamagedOrAFreshStartIsAskedFor() throws Exception {
        Path config = configuration();
        String first;
        try (JavaProcess run = start(config)) {
            awaitLine(run, "Beginning without saved state.");
            awaitLine(run, "2025-10-01 " + CLUSTER, "published: 3 rows written");
            requireRefusal(config);
            assertThat(run.isRunning()).isTrue();

            first = stop(run);
        }
        assertThat(saved()).singleElement().asString().isEqualTo(first.replaceFirst("^file:", "") + "/_metadata");

        try (JavaProcess killed = start(config)) {
            awaitLine(killed, "Continuing from " + first);
            lake.write(DAY_2, 2);
            awaitLine(killed, "2025-10-02 " + CLUSTER, "published: 3 rows written");
            assertThat(killed.output()).doesNotContain("2025-10-01 " + CLUSTER);
            Eventually.within(Duration.ofMinutes(2), () -> assertThat(saved()).anyMatch(metadata -> metadata.contains("/chk-")));
        }

        leaveOlderCheckpoint();
        String second;
        try (JavaProcess run = start(config)) {
            assertThat(awaitLine(run, "Continuing from file:" + folder.resolve("costflow-state"))).contains("/chk-");
            lake.write(DAY_3, 3);
            awaitLine(run, "2025-10-03 " + CLUSTER, "published: 3 rows written");

            second = stop(run);
        }
        assertThat(saved()).as("older checkpoints and savepoints are removed when there is a newer savepoint").hasSize(1).noneMatch(path -> path.contains(first));
        assertThat(published(database)).containsExactly("2025-10-01 1", "2025-10-02 2", "2025-10-03 3");

        Path metadata = Path.of(saved().get(0));
        byte[] intact = Files.readAllBytes(metadata);
        Files.write(metadata, new byte[] {1, 2, 3});
        try (JavaProcess run = start(config)) {
            assertThat(awaitLine(run, "Warning: The saved state ")).contains(metadata.getParent().toString()).contains("is damaged");
            awaitLine(run, "Beginning without saved state.");
            awaitLine(run, "3 days are unchanged.");
        }
        Files.write(metadata, intact);
        try (JavaProcess run = start(config, "--fresh")) {
            awaitLine(run, "Beginning without saved state.");
            awaitLine(run, "3 days are unchanged.");
            assertThat(run.output()).doesNotContain(second);
        }
    }

    /** As a process does that is killed before it removes the checkpoint before its last one. */
    private void leaveOlderCheckpoint() throws IOException {
        Path newest = Path.of(URI.create(SavedStates.newestCheckpoint(folder.resolve("costflow-state")).orElseThrow()));
        Path older = Files.createDirectory(newest.resolveSibling("chk-0")).resolve("_metadata");
        Files.setLastModifiedTime(Files.copy(newest.resolve("_metadata"), older), FileTime.fromMillis(0));
    }

    /** Requires that a second run on the same state folder does not start. */
    private void requireRefusal(Path config) throws Exception {
        try (JavaProcess second = start(config)) {
            assertThat(second.awaitExit()).isEqualTo(2);
            assertThat(second.output().lines()).contains("state.dir (file:" + folder.resolve("costflow-state")
                    + ") is in use by another run; stop that one, or give this one another folder.");
        }
    }

    /** Stops a run in order, and returns its savepoint. */
    private static String stop(JavaProcess run) throws Exception {
        run.terminate();
        assertThat(run.awaitExit()).as(run.output()).isZero();
        return awaitLine(run, "Stopped. The next run continues from ").replaceAll(".* from |\\.$", "");
    }

    /** Starts a run whose output is its own. */
    private JavaProcess start(Path config, String... options) throws IOException {
        return CostflowProcess.start(config, Files.createTempDirectory(folder, "run"), options);
    }

    /** Waits for a line that has all of these parts, and returns it. A slow machine may look at a day while it is still being written. */
    private static String awaitLine(JavaProcess run, String... parts) throws Exception {
        Predicate<String> wanted = line -> Stream.of(parts).allMatch(line::contains);
        Eventually.within(Duration.ofMinutes(3), () -> assertThat(run.output().lines()).anyMatch(wanted));
        return run.output().lines().filter(wanted).findFirst().orElseThrow();
    }

    private Path configuration() throws IOException {
        return Files.writeString(folder.resolve("costflow.yaml"), """
                lake: {root: "file://%s"}
                database: {url: "%s", user: %s, password: "%s"}
                window: {from: %s, to: %s}
                sources: [{tenant: %s, type: OCP, uuid: %s, cluster-id: my-cluster}]
                run: {parallelism: 2}
                continuous: {poll: 500 ms, settle: 500 ms}
                state: {backend: heap, checkpoint-interval: 500 ms}
                """.formatted(
                lake.root(), database.url(), database.user(), database.password(), DAY_1, DAY_3, ClusterLake.TENANT, ClusterLake.SOURCE));
    }

    /** The descriptions of complete checkpoints and savepoints. */
    private List<String> saved() throws IOException {
        return SavedStates.completed(folder.resolve("costflow-state")).stream().map(Path::toString).toList();
    }
}
