package io.costflow.job;

import io.costflow.testbed.EmbeddedDatabase;
import io.costflow.testing.SharedServers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever happens to the lake and to koku's tables, in whatever order: whoever reads meanwhile sees whole days, and in the end the tables are what a run over
 * the final lake makes.
 */
class RandomChangesIT {

    /** About as long as a change needs to settle: some are seen on their own, some together. */
    private static final int LONGEST_PAUSE_MILLIS = 450;
    private static final Duration CATCHING_UP = Duration.ofMinutes(3);

    private final EmbeddedDatabase server = SharedServers.database();

    @TempDir(cleanup = CleanupMode.ALWAYS)
    private Path folder;

    @Test
    void onDisk() throws Exception {
        keepUpWith(4, 60, FolderStore.in(folder.resolve("lake")));
    }

    @Test
    void onS3() throws Exception {
        try (BucketStore bucket = new BucketStore(folder.resolve("objects"))) {
            keepUpWith(5, 30, bucket);
        }
    }

    private void keepUpWith(long seed, int changes, LakeStore store) throws Exception {
        SplittableRandom pauses = new SplittableRandom(seed);
        List<String> story = new ArrayList<>();
        try (ContinuousFleet fleet = new ContinuousFleet(server, store, folder, settings -> settings).start();
                WholeDayReader reader = WholeDayReader.start(fleet.database, FleetSource.TENANT)) {
            LakeChanges lake = new LakeChanges(seed, fleet.lake, fleet.tables, ContinuousFleet.DAYS);
            for (int i = 0; i < changes; i++) {
                story.add(lake.next().what());
                fleet.job().requireRunning();
                Thread.sleep(pauses.nextInt(LONGEST_PAUSE_MILLIS));
            }
            lake.mend();
            TruthCheck truth = TruthCheck.of(fleet.settings, fleet.database, server);
            try {
                truth.requireIn(fleet.database, CATCHING_UP);
            } catch (AssertionError error) {
                throw new AssertionError("After " + String.join("; ", story) + ": " + error.getMessage(), error);
            }
            reader.requireWholeDays();
        }
    }
}
