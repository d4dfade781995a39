package io.costflow.job;

import static io.costflow.job.ContinuousFleet.DAYS;
import static io.costflow.job.ContinuousFleet.DAY_1;
import static io.costflow.job.ContinuousFleet.DAY_2;
import static io.costflow.job.FleetSource.BRAVO;
import static io.costflow.job.FleetSource.CHARLIE;
import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.testing.SharedServers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Days whose files stay away while a continuous job runs are published empty, unless all files of the source are gone. */
class ContinuousEmptyDaysIT {

    private static final Duration EMPTY_AFTER = Duration.ofSeconds(1);

    @TempDir(cleanup = CleanupMode.ALWAYS)
    private static Path folder;

    private static ContinuousFleet fleet;

    @BeforeAll
    static void publishAllDays() throws Exception {
        FolderStore lake = FolderStore.hookedIn(folder.resolve("lake"));
        fleet = new ContinuousFleet(SharedServers.database(), lake, folder, settings -> TestSettings.emptyAfter(EMPTY_AFTER, settings)).start();
    }

    @BeforeEach
    void begin() throws Exception {
        fleet.begin();
    }

    @AfterAll
    static void stop() throws Exception {
        fleet.close();
    }

    @Test
    void aDayWhoseFilesStayAwayIsPublishedEmpty() throws Exception {
        fleet.lake.delete(CHARLIE.on(DAY_2));
        fleet.awaitReplaced(CHARLIE.on(DAY_2));
        assertThat(fleet.contents().get(CHARLIE.on(DAY_2)).rows()).isEmpty();
        fleet.requireReplaced(CHARLIE.on(DAY_2));
    }

    @Test
    void aSourceWhoseFilesAreAllGoneIsNotPublishedEmpty() throws Exception {
        for (LocalDate day : DAYS) {
            fleet.lake.delete(BRAVO.on(day));
        }
        fleet.requireHeldBack(BRAVO.on(DAY_1), "");
        fleet.requireNothingReplaced();
    }
}
