package io.costflow.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.costflow.day.SourceDay;
import io.costflow.settings.Settings;
import io.costflow.testbed.EmbeddedDatabase;
import io.costflow.testbed.KokuDatabase;
import io.costflow.testing.SharedServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The state of every released version is kept in {@code src/test/resources/state/<version>}, and this version must go on from it. For a release, write that of
 * the version: {@code mvn verify -Dtest=NONE -Dsurefire.failIfNoSpecifiedTests=false -Dit.test=UpgradeIT -Dcostflow.state.write=0.1.0}, and keep the others.
 */
class UpgradeIT {

    private static final Path STATES = Path.of("src", "test", "resources", "state");
    private static final String FILE = "continuous.zip";
    private static final String VERSION = System.getProperty("costflow.state.write");
    private static final Duration SOON = Duration.ofMinutes(3);

    @TempDir(cleanup = CleanupMode.ALWAYS)
    private Path folder;

    static List<String> versions() throws IOException {
        try (Stream<Path> found = Files.list(STATES)) {
            return found.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void goesOnFromTheStateOfAReleasedVersionWithAnotherParallelism(String version) throws Exception {
        SavedFleet saved = SavedFleet.read(STATES.resolve(version).resolve(FILE));
        saved.laySavepoint(folder.resolve("state/savepoint-" + version));
        try (BucketStore store = new BucketStore(folder.resolve("objects"))) {
            saved.layLake(store.folder());
            KokuDatabase database = SharedServers.database().createDatabase();
            saved.layTables(database);
            Map<SourceDay, DayContents> before = contents(database);
            CollectedRun listener = new CollectedRun();
            try (ContinuousRun run = ContinuousRun.start(settings(store, database, 3), listener)) {
                assertThat(run.restoredFrom()).as("what it goes on from").hasValueSatisfying(from -> assertThat(from).endsWith("savepoint-" + version));

                ClusterLake.execute(database, "insert into " + FleetSource.TENANT + ".reporting_enabledtagkeys (key, enabled, provider_type) values"
                        + " ('event', true, 'OCP')");

                List<String> expected = saved.expected();
                Eventually.within(SOON, () -> assertThat(TruthCheck.rows(database)).as("rows, computed from state").containsExactlyElementsOf(expected));
                run.stop();
            }
            Map<SourceDay, DayContents> after = contents(database);
            assertThat(after.values()).as("days whose files were read, and found damaged").extracting(DayContents::pending).containsOnlyNulls();
            for (SourceDay day : before.keySet()) {
                if (!day.day().equals(ContinuousFleet.DAY_3)) {
                    assertThat(after.get(day).rows()).as("rows of " + day + ", which nothing has happened to").isEqualTo(before.get(day).rows());
                }
            }
        }
    }

    @Test
    void writesTheStateOfThisVersionWhenAskedTo() throws Exception {
        assumeTrue(VERSION != null, "only when a version is given");
        SavedFleet saved = new SavedFleet();
        EmbeddedDatabase server = SharedServers.database();
        try (BucketStore store = new BucketStore(folder.resolve("objects"));
                ContinuousFleet fleet = new ContinuousFleet(server, store, folder.resolve("staging"), settings -> settings)) {
            for (String file : filesOf(store.folder())) {
                Files.setLastModifiedTime(store.folder().resolve(file), SavedFleet.WRITTEN);
            }
            try (ContinuousRun run = ContinuousRun.start(settings(store, fleet.database, 2), new CollectedRun())) {
                FleetProcesses.awaitAllDays(fleet);
                Path savepoint = Path.of(java.net.URI.create(run.stop()).getPath());
                saved.takeSavepoint(savepoint);
            }
            saved.takeLake(store.folder());
            saved.takeTables(fleet.database);
            fleet.tables.enableKey("OCP", "event", true);
            TruthCheck truth = TruthCheck.of(fleet.settings, fleet.database, server);
            saved.takeExpected(truth.expected());
        }
        saved.write(STATES.resolve(VERSION).resolve(FILE));
    }

    private static List<String> filesOf(Path root) throws IOException {
        try (Stream<Path> found = Files.walk(root)) {
            return found.filter(Files::isRegularFile).map(file -> root.relativize(file).toString()).toList();
        }
    }

    private static Map<SourceDay, DayContents> contents(KokuDatabase database) throws Exception {
        try (Connection connection = database.connect()) {
            return DayContents.read(connection, FleetSource.TENANT, DayContents.VERSIONS);
        }
    }

    private Settings settings(LakeStore store, KokuDatabase database, int parallelism) {
        Settings settings = TestSettings.of(store.settings(), database, ContinuousFleet.DAY_1, LocalDate.of(2025, 10, 9), List.of());
        return TestSettings.inParallel(parallelism, TestSettings.continuous(folder.resolve("state"), settings));
    }
}
