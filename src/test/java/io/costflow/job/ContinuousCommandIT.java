package io.costflow.job;

import static io.costflow.job.ClusterLake.DAY_1;
import static io.costflow.job.ClusterLake.DAY_2;
import static io.costflow.job.ClusterLake.DAY_3;
import static io.costflow.job.ClusterLake.published;
import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.demo.EmbeddedDatabase;
import io.costflow.demo.KokuDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code ./costflow run --mode continuous}: started, stopped, killed and gone on with, as processes. */
class ContinuousCommandIT {

    private static EmbeddedDatabase server;

    @TempDir
    private Path folder;

    private ClusterLake lake;
    private KokuDatabase database;

    @BeforeAll
    static void start() throws Exception {
        server = EmbeddedDatabase.start();
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @BeforeEach
    void writeOneDay() throws Exception {
        lake = new ClusterLake(Files.createDirectory(folder.resolve("lake")));
        lake.write(DAY_1, 1);
        database = server.createDatabase();
        ClusterLake.insert(database);
    }

    @ParameterizedTest
    @ValueSource(strings = {"heap", "rocksdb"})
    void aRunStopsWithASavepointAndTheNextOneGoesOnFromIt(String backend) throws Exception {
        Path config = configuration(backend);
        String savepoint;
        try (LaunchedRun run = LaunchedRun.start(config)) {
            run.await("Beginning without saved state.");
            run.await("2025-10-01 " + ClusterLake.TENANT + "/" + ClusterLake.SOURCE + " published: 3 rows written");
            assertThat(published(database)).containsExactly("2025-10-01 1");

            assertThat(run.terminate()).as("%s", run.lines()).isZero();
            savepoint = run.await("Stopped. The next run goes on from ").replaceAll(".* from |\\.$", "");
        }
        assertThat(saved()).singleElement().asString().isEqualTo(savepoint.replaceFirst("^file:", "") + "/_metadata");

        try (LaunchedRun run = LaunchedRun.start(config)) {
            run.await("Going on from " + savepoint);
            run.await("1 day is unchanged.");
            lake.write(DAY_2, 2);
            run.await("2025-10-02 " + ClusterLake.TENANT + "/" + ClusterLake.SOURCE + " published: 3 rows written");

            assertThat(run.terminate()).as("%s", run.lines()).isZero();
            assertThat(run.lines()).noneMatch(line -> line.startsWith("2025-10-01"));
        }
        assertThat(saved()).as("what was gone on from is removed when there is something newer").hasSize(1).noneMatch(path -> path.startsWith(savepoint));
        assertThat(published(database)).containsExactly("2025-10-01 1", "2025-10-02 2");
    }

    @Test
    void aRunThatIsKilledIsGoneOnWithFromItsLastCheckpointUnlessAFreshStartIsAskedFor() throws Exception {
        Path config = configuration("heap");
        try (LaunchedRun run = LaunchedRun.start(config)) {
            run.await("2025-10-01");
            awaitCheckpoint();
            run.kill();
        }
        try (LaunchedRun run = LaunchedRun.start(config)) {
            run.await("Going on from file:" + folder.resolve("costflow-state"));
            lake.write(DAY_3, 3);
            run.await("2025-10-03");
            awaitCheckpoint();
            run.kill();
        }
        try (LaunchedRun run = LaunchedRun.start(config, "--fresh")) {
            run.await("Beginning without saved state.");
            run.await("2 days are unchanged.");
        }
        assertThat(published(database)).containsExactly("2025-10-01 1", "2025-10-03 3");
    }

    @Test
    void twoRunsOnOneStateFolderAreRefused() throws Exception {
        Path config = configuration("heap");
        try (LaunchedRun first = LaunchedRun.start(config)) {
            first.await("2025-10-01");
            try (LaunchedRun second = LaunchedRun.start(config)) {
                assertThat(second.exitStatus()).isEqualTo(2);
                assertThat(second.lines()).containsExactly("state.dir (file:" + folder.resolve("costflow-state")
                        + ") is in use by another run; stop that one, or give this one a folder of its own.");
            }
            assertThat(first.terminate()).as("%s", first.lines()).isZero();
        }
    }

    @Test
    void aDamagedCheckpointIsNamedAndPassedOver() throws Exception {
        Path config = configuration("heap");
        try (LaunchedRun run = LaunchedRun.start(config)) {
            run.await("2025-10-01");
            assertThat(run.terminate()).as("%s", run.lines()).isZero();
        }
        Path metadata = Path.of(saved().get(0));
        Files.write(metadata, new byte[] {1, 2, 3});

        try (LaunchedRun run = LaunchedRun.start(config)) {
            assertThat(run.await("Warning: The saved state ")).contains(metadata.getParent().toString()).contains("is damaged");
            run.await("Beginning without saved state.");
            run.await("1 day is unchanged.");
        }
    }

    private Path configuration(String backend) throws IOException {
        return Files.writeString(folder.resolve("costflow.yaml"), """
                lake: {root: "file://%s"}
                database: {url: "%s", user: %s, password: "%s"}
                window: {from: %s, to: %s}
                sources: [{tenant: %s, type: OCP, uuid: %s, cluster-id: my-cluster}]
                run: {parallelism: 2}
                continuous: {poll: 500 ms, settle: 500 ms}
                state: {backend: %s, checkpoint-interval: 500 ms}
                """.formatted(
                lake.root(), database.url(), database.user(), database.password(), DAY_1, DAY_3, ClusterLake.TENANT, ClusterLake.SOURCE, backend));
    }

    /** The descriptions of complete checkpoints and savepoints. */
    private List<String> saved() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("costflow-state"))) {
            return files.filter(file -> file.endsWith("_metadata")).map(Path::toString).toList();
        }
    }

    private void awaitCheckpoint() throws Exception {
        for (int attempts = 0; attempts < 600 && saved().isEmpty(); attempts++) {
            Thread.sleep(50);
        }
        assertThat(saved()).isNotEmpty();
    }
}
