package io.costflow.job;

import static io.costflow.job.ContinuousFleet.DAY_1;
import static io.costflow.job.ContinuousFleet.DAY_2;
import static io.costflow.job.ContinuousFleet.DAY_3;
import static io.costflow.job.ContinuousFleet.HOURS;
import static io.costflow.job.FleetSource.ALPHA;
import static io.costflow.job.FleetSource.AWS;
import static io.costflow.job.FleetSource.BRAVO;

import io.costflow.processes.Alone;
import io.costflow.testing.SharedServers;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What changes is in the tables within a few seconds, on a local disk and on S3: both at the same time, since each waits for its clock most of the time. */
@Alone
@Execution(ExecutionMode.CONCURRENT)
class PromptChangesIT {

    private static final Duration SECOND = Duration.ofSeconds(1);

    /** Poll, settle and five seconds after the end of the upload. */
    private static final Duration PROMISE = Duration.ofSeconds(7);

    @TempDir(cleanup = CleanupMode.ALWAYS)
    private Path folder;

    @Test
    void onDisk() throws Exception {
        try (ContinuousFleet fleet = fleet(FolderStore.in(folder.resolve("lake")))) {
            requirePrompt(fleet);
            fleet.tables.setMarkup(20);
            fleet.requireReplaced(fleet.everyDay(AWS));
            String key = fleet.lake.key(ALPHA.on(DAY_3), "pod_usage", "daily");
            fleet.lake.cutShort(ALPHA.on(DAY_3), key);
            fleet.requireHeldBack(ALPHA.on(DAY_3), "cut short");
        }
    }

    @Test
    void onS3() throws Exception {
        try (BucketStore bucket = new BucketStore(folder.resolve("objects")); ContinuousFleet fleet = fleet(bucket)) {
            requirePrompt(fleet);
            // an account's month that is delivered again, of which one day is another
            fleet.lake.deliver(AWS, DAY_1, HOURS, fleet.newVariant());
            fleet.lake.deliverAgain(AWS.on(DAY_2));
            fleet.lake.deliverAgain(AWS.on(DAY_3));
            fleet.requireReplaced(AWS.on(DAY_1));
        }
    }

    private void requirePrompt(ContinuousFleet fleet) throws Exception {
        fleet.start().promising(PROMISE);
        fleet.lake.deliver(ALPHA, DAY_2, HOURS + 2, 1);
        fleet.requireReplaced(ALPHA.on(DAY_2), AWS.on(DAY_2));
        fleet.lake.overwrite(BRAVO.on(DAY_1), fleet.newVariant());
        fleet.requireReplaced(BRAVO.on(DAY_1), AWS.on(DAY_1));
    }

    private ContinuousFleet fleet(LakeStore store) throws Exception {
        return new ContinuousFleet(SharedServers.database(), store, folder, settings -> TestSettings.polling(SECOND, SECOND, settings));
    }
}
