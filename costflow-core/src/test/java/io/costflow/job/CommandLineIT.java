package io.costflow.job;

import static io.costflow.job.ClusterLake.DAY_1;
import static io.costflow.job.ClusterLake.DAY_2;
import static io.costflow.job.ClusterLake.DAY_3;
import static io.costflow.job.ClusterLake.published;
import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.cli.ExitStatus;
import io.costflow.cli.JobExecution;
import io.costflow.cli.OutputForm;
import io.costflow.cli.RunOptions;
import io.costflow.settings.DatabaseSettings;
import io.costflow.settings.DayRange;
import io.costflow.settings.LakeSettings;
import io.costflow.settings.Settings;
import io.costflow.testbed.EmbeddedDatabase;
import io.costflow.testbed.EmbeddedObjectStore;
import io.costflow.testbed.KokuDatabase;
import io.costflow.testing.SharedServers;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the command line makes of a run: the exit status and what it says, with the real job, lake and database. */
class CommandLineIT {

    private static EmbeddedDatabase server;

    @AutoClose
    private static EmbeddedObjectStore store;

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter error = new StringWriter();
    private ClusterLake lake;
    private KokuDatabase database;
    private Settings settings;

    @BeforeAll
    static void start() throws Exception {
        server = SharedServers.database();
        store = EmbeddedObjectStore.start();
        store.createBucket("cost");
    }

    @BeforeEach
    void writeTwoDays() throws Exception {
        lake = new ClusterLake(Files.createDirectory(folder.resolve("lake")));
        lake.write(DAY_1, 1);
        lake.write(DAY_2, 2);
        database = server.createDatabase();
        ClusterLake.insert(database);
        settings = TestSettings.of(TestSettings.folder(lake.root()), database, DAY_1, DAY_3, ClusterLake.sources());
    }

    @Test
    void heldBackDaysAreNamedOnTheErrorOutputAndEndWithOne() throws Exception {
        Files.write(lake.daily("pod_usage", DAY_2), new byte[0]);

        assertThat(run(settings)).as(error.toString()).isEqualTo(ExitStatus.HELD_BACK);

        assertThat(published(database)).containsExactly("2025-10-01 1");
        assertThat(errorLines("Held back: ")).singleElement().asString()
                .contains("2025-10-02").contains("0 bytes").endsWith(" File: file:" + lake.daily("pod_usage", DAY_2));
    }

    @Test
    void aListedSourceWithoutAnyFileEndsWithOneAndAPublishedDayWithoutFilesIsLeftAlone() throws Exception {
        assertThat(run(settings)).isEqualTo(ExitStatus.DONE);
        assertThat(errorLines("Warning: ")).isEmpty();
        assertThat(out.toString().lines()).contains("Files read 10", "Rows read  12", "Rows       6 written, 0 deleted, 0 kept", "Days       2 published, 0 unchanged, 0 held back");
        lake.delete(DAY_1);
        String other = "00000000-0000-0000-0000-00000000000f";
        Settings both = new Settings(
                settings.lake(), settings.database(), settings.window(), List.of(ClusterLake.source(ClusterLake.SOURCE), ClusterLake.source(other)), settings.run());

        assertThat(run(both)).isEqualTo(ExitStatus.HELD_BACK);

        assertThat(errorLines("No files: ")).singleElement().asString().contains(other).contains("no file at all").endsWith("add --allow-empty.");
        assertThat(errorLines("Warning: ")).singleElement().asString().contains("2025-10-01").contains("left alone");
        assertThat(run(both, new RunOptions(false, true, OutputForm.TEXT))).isEqualTo(ExitStatus.DONE);
        assertThat(errorLines("Warning: ")).hasSize(2).anyMatch(line -> line.contains(other) && line.contains("no file at all"));
        assertThat(published(database)).containsExactly("2025-10-01 1", "2025-10-02 2");
    }

    @Test
    void whenTheDatabaseStaysAwayTheBudgetIsNamedAndTheRunEndsWithOne() throws Exception {
        try (EmbeddedDatabase doomed = EmbeddedDatabase.start()) {
            KokuDatabase away = doomed.createDatabase();
            ClusterLake.insert(away);
            HookedFileSystem.beforeOpening(path -> doomed.close());
            Settings impatient = TestSettings.waiting(
                    Duration.ofSeconds(5), Duration.ofSeconds(2), TestSettings.of(HookedFileSystem.lake(lake.root()), away, DAY_1, DAY_3, ClusterLake.sources()));

            assertThat(run(impatient)).isEqualTo(ExitStatus.HELD_BACK);

            assertThat(errorLines("The job failed: ")).singleElement().asString().contains("outage budget of 2 s").contains("No day is half published");
        } finally {
            HookedFileSystem.reset();
        }
    }

    @Test
    void aLakeThatCannotBeListedEndsWithOneAndIsNamed() throws Exception {
        HookedFileSystem.beforeListing(path -> {
            if (path.toString().contains("pod_usage")) {
                throw new IOException("no route to storage");
            }
        });
        try {
            Settings failing = TestSettings.waiting(
                    Duration.ofMillis(300), Duration.ofSeconds(2), TestSettings.of(HookedFileSystem.lake(lake.root()), database, DAY_1, DAY_3, ClusterLake.sources()));
            assertThat(run(failing)).isEqualTo(ExitStatus.HELD_BACK);
        } finally {
            HookedFileSystem.reset();
        }
        assertThat(errorLines("The job failed: ")).singleElement().asString().contains("no route to storage").contains("OCP/pod_usage");
    }

    @Test
    void aLakeRootThatDoesNotExistIsRefused() throws Exception {
        refuses(withLake(TestSettings.folder(folder.resolve("nothing"))), "lake.root is file://" + folder.resolve("nothing"));
    }

    @Test
    void aMissingBucketIsRefused() throws Exception {
        refuses(withLake(TestSettings.bucket("s3://absent/data", store)), "bucket 'absent', which does not exist");
    }

    @Test
    void wrongCredentialsAreRefused() throws Exception {
        store.upload(lake.daily("pod_usage", DAY_1), "cost", "data/parquet/x");
        refuses(withLake(new LakeSettings("s3://cost/data/parquet", store.endpoint(), store.accessKey(), "wrong", true)), "credentials are refused");
    }

    @Test
    void aMissingTableIsRefused() throws Exception {
        ClusterLake.execute(database, "drop table " + ClusterLake.TENANT + "." + ScenarioCheck.SUMMARY);
        refuses(settings, ScenarioCheck.SUMMARY + " does not exist");
    }

    @Test
    void aDatabaseThatIsDownIsRefused() throws Exception {
        DatabaseSettings down = new DatabaseSettings("jdbc:postgresql://127.0.0.1:1/koku", "koku", "koku", Duration.ofSeconds(20));
        assertThat(run(new Settings(settings.lake(), down, settings.window(), settings.sources(), settings.run()))).isEqualTo(ExitStatus.REFUSED);
        assertThat(error.toString().lines()).singleElement().asString().contains("Nothing listens at database.url");
    }

    @Test
    void aWindowWithoutAnyFileEndsWithOneUnlessThatIsAllowed() throws Exception {
        DayRange later = new DayRange(DAY_3, DAY_3);
        Settings empty = new Settings(settings.lake(), settings.database(), later, settings.sources(), settings.run());
        assertThat(run(empty)).isEqualTo(ExitStatus.HELD_BACK);
        assertThat(errorLines("No files: ")).singleElement().asString().contains(ClusterLake.SOURCE).contains("from 2025-10-03 to 2025-10-03");
        assertThat(run(empty, new RunOptions(false, true, OutputForm.TEXT))).isEqualTo(ExitStatus.DONE);
    }

    @Test
    void aSecondRunHasNothingToDo() throws Exception {
        assertThat(run(settings)).isEqualTo(ExitStatus.DONE);
        out.getBuffer().setLength(0);

        assertThat(run(settings)).isEqualTo(ExitStatus.DONE);

        assertThat(out.toString().lines()).containsExactly("Nothing to do: 2 days are as they were.");
    }

    private void refuses(Settings wrong, String problem) throws Exception {
        assertThat(run(wrong)).as(error.toString()).isEqualTo(ExitStatus.REFUSED);
        assertThat(error.toString().lines()).singleElement().asString().contains(problem);
        assertThat(RowVersions.query(database, "select count(*) from pg_class where relname = 'costflow_status'")).containsExactly("0");
    }

    private Settings withLake(LakeSettings other) {
        return new Settings(other, settings.database(), settings.window(), settings.sources(), settings.run());
    }

    private int run(Settings given) {
        return run(given, new RunOptions(false, false, OutputForm.TEXT));
    }

    private int run(Settings given, RunOptions options) {
        error.getBuffer().setLength(0);
        return JobExecution.standard().run(given, options, new PrintWriter(out), new PrintWriter(error));
    }

    private List<String> errorLines(String beginning) {
        return error.toString().lines().filter(line -> line.startsWith(beginning)).toList();
    }
}
