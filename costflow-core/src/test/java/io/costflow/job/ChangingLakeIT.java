package io.costflow.job;

import static io.costflow.job.ClusterLake.DAY_1;
import static io.costflow.job.ClusterLake.DAY_2;
import static io.costflow.job.ClusterLake.DAY_3;
import static io.costflow.job.ClusterLake.published;
import static io.costflow.job.ClusterLake.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.costflow.publish.DayReport;
import io.costflow.publish.DayReport.Outcome;
import io.costflow.settings.Settings;
import io.costflow.testbed.KokuDatabase;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lake changes, or fails, while the job lists and reads it. */
class ChangingLakeIT {

    private final JobCluster jobs = JobCluster.shared();

    @TempDir
    private Path folder;

    private ClusterLake lake;
    private KokuDatabase database;
    private Settings settings;

    @BeforeEach
    void writeTwoDays() throws Exception {
        lake = new ClusterLake(folder);
        lake.write(DAY_1, 1);
        lake.write(DAY_2, 2);
        database = jobs.database();
        ClusterLake.insert(database);
        settings = TestSettings.of(HookedFileSystem.lake(folder), database, DAY_1, DAY_3, ClusterLake.sources());
    }

    @AfterEach
    void resetHooks() {
        HookedFileSystem.reset();
    }

    @Test
    void aDayThatIsDeliveredAnewUnderOtherNamesIsReadAsItIsNow() throws Exception {
        onceBeforeOpening(DAY_2, () -> {
            lake.delete(DAY_2);
            lake.deliverAgain(DAY_2, 20);
        });

        List<DayReport> reports = jobs.run(settings);

        assertThat(reports).extracting(DayReport::outcome).doesNotContain(Outcome.HELD_BACK);
        assertThat(published(database)).containsExactly("2025-10-01 1", "2025-10-02 20");
        assertThat(status(database, DAY_2, "pending_reason")).isNull();
    }

    @Test
    void filesThatAreOverwrittenAreReadAsTheyAreNow() throws Exception {
        onceBeforeOpening(DAY_2, () -> lake.write(DAY_2, 20));

        assertThat(jobs.run(settings)).extracting(DayReport::outcome).doesNotContain(Outcome.HELD_BACK);
        assertThat(published(database)).containsExactly("2025-10-01 1", "2025-10-02 20");
    }

    @Test
    void aDayWhoseFilesVanishIsLeftAlone() throws Exception {
        jobs.run(settings);
        lake.write(DAY_2, 20);
        onceBeforeOpening(DAY_2, () -> lake.delete(DAY_2));

        assertThat(jobs.run(settings)).extracting(DayReport::outcome).containsExactly(Outcome.UNCHANGED);
        assertThat(published(database)).containsExactly("2025-10-01 1", "2025-10-02 2");
    }

    @Test
    void aDayThatLosesOneFileIsHeldBackUntilItIsComplete() throws Exception {
        onceBeforeOpening(DAY_2, () -> Files.delete(lake.daily("pod_usage", DAY_2)));

        assertThat(jobs.run(settings)).extracting(DayReport::outcome).contains(Outcome.HELD_BACK);
        assertThat(published(database)).containsExactly("2025-10-01 1");
        assertThat(status(database, DAY_2, "pending_reason")).contains("has no roll-up by day");
    }

    @Test
    void aFileThatIsListedButNeverFoundHoldsBackItsDay() throws Exception {
        Path lost = lake.daily("storage_usage", DAY_2);
        HookedFileSystem.beforeOpening(path -> {
            if (path.getName().equals(lost.getFileName().toString())) {
                // Other days change meanwhile.
                lake.write(DAY_3, 3);
                throw new FileNotFoundException("gone");
            }
        });

        jobs.run(settings);

        assertThat(published(database)).containsExactly("2025-10-01 1", "2025-10-03 3");
        assertThat(status(database, DAY_2, "pending_reason")).contains("is listed, but was not there");
        assertThat(status(database, DAY_2, "pending_file")).isEqualTo("hooked:" + lost);
        HookedFileSystem.reset();
        assertThat(jobs.run(settings)).extracting(DayReport::outcome).containsExactly(Outcome.UNCHANGED, Outcome.PUBLISHED, Outcome.UNCHANGED);
        assertThat(status(database, DAY_2, "pending_reason")).isNull();
    }

    @Test
    void aStorageThatFailsForAMomentIsTriedAgain() throws Exception {
        AtomicInteger failures = new AtomicInteger();
        HookedFileSystem.Hook failing = path -> {
            if (failures.incrementAndGet() % 2 == 1) {
                throw new IOException("not now");
            }
        };
        HookedFileSystem.beforeOpening(failing);
        HookedFileSystem.beforeListing(failing);

        assertThat(jobs.run(settings)).extracting(DayReport::outcome).containsExactly(Outcome.PUBLISHED, Outcome.PUBLISHED);
        assertThat(published(database)).containsExactly("2025-10-01 1", "2025-10-02 2");
        assertThat(failures.get()).isGreaterThan(16);
    }

    @Test
    void aFileThatCannotBeReadWithinTheBudgetHoldsBackItsDay() throws Exception {
        Path bad = lake.hourly("pod_usage", DAY_2);
        HookedFileSystem.beforeOpening(path -> {
            if (path.getName().equals(bad.getFileName().toString())) {
                throw new IOException("bad sector");
            }
        });

        List<DayReport> reports = jobs.run(impatient());

        assertThat(reports).extracting(DayReport::outcome).containsExactly(Outcome.PUBLISHED, Outcome.HELD_BACK);
        assertThat(reports.get(1).heldBack().reason()).contains("bad sector").contains("failed").contains("Check the storage");
        assertThat(reports.get(1).heldBack().file()).isEqualTo("hooked:" + bad);
    }

    @Test
    void aListingThatFailsIsNoEmptyPrefix() throws Exception {
        jobs.run(settings);
        List<String> versions = RowVersions.of(database, ClusterLake.TENANT);
        HookedFileSystem.beforeListing(path -> {
            if (path.toString().contains("storage_usage")) {
                throw new IOException("no route to storage");
            }
        });

        assertThatThrownBy(() -> jobs.run(impatient())).hasStackTraceContaining("could not be listed").hasStackTraceContaining("no route to storage");
        assertThat(RowVersions.of(database, ClusterLake.TENANT)).isEqualTo(versions);
    }

    @Test
    void aFolderThatMayNotBeReadIsNoEmptyPrefix() throws Exception {
        HookedFileSystem.makeFoldersUnreadable();

        assertThatThrownBy(() -> jobs.run(impatient())).hasStackTraceContaining("may not be read");
    }

    private Settings impatient() {
        return TestSettings.waiting(Duration.ofMillis(500), Duration.ofSeconds(5), settings);
    }

    private interface Change {
        void make() throws IOException;
    }

    /** Changes the lake when the first file of a day is about to be read. */
    private static void onceBeforeOpening(LocalDate day, Change change) {
        AtomicInteger times = new AtomicInteger();
        HookedFileSystem.beforeOpening(path -> {
            if (path.getName().contains(day.toString()) && times.getAndIncrement() == 0) {
                change.make();
            }
        });
    }
}
