package io.costflow.job;

import static io.costflow.job.ContinuousFleet.DAY_1;
import static io.costflow.job.ContinuousFleet.DAY_2;
import static io.costflow.job.ContinuousFleet.DAY_3;
import static io.costflow.job.ContinuousFleet.HOURS;
import static io.costflow.job.FleetSource.ALPHA;
import static io.costflow.job.FleetSource.AWS;
import static io.costflow.job.FleetSource.BRAVO;

import io.costflow.testing.SharedServers;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** What changes in a bucket while a continuous job runs is in the tables soon. */
class ContinuousOnS3IT {

    @TempDir(cleanup = CleanupMode.ALWAYS)
    private static Path folder;

    private static BucketStore bucket;
    private static ContinuousFleet fleet;

    @BeforeAll
    static void publishAllDays() throws Exception {
        bucket = new BucketStore(folder.resolve("objects"));
        fleet = new ContinuousFleet(SharedServers.database(), bucket, folder, settings -> settings).start();
    }

    @BeforeEach
    void begin() throws Exception {
        fleet.begin();
    }

    @AfterAll
    static void stop() throws Exception {
        fleet.close();
        bucket.close();
    }

    @Test
    void theNextHoursOfADayAndFilesThatAreOverwritten() throws Exception {
        fleet.lake.deliver(ALPHA, DAY_2, HOURS + 2, 1);
        fleet.requireReplaced(ALPHA.on(DAY_2), AWS.on(DAY_2));
        fleet.lake.overwrite(BRAVO.on(DAY_1), fleet.newVariant());
        fleet.requireReplaced(BRAVO.on(DAY_1), AWS.on(DAY_1));
    }

    @Test
    void anAccountsMonthThatIsDeliveredAgain() throws Exception {
        fleet.lake.deliver(AWS, DAY_1, HOURS, fleet.newVariant());
        fleet.lake.deliverAgain(AWS.on(DAY_2));
        fleet.lake.deliverAgain(AWS.on(DAY_3));
        fleet.requireReplaced(AWS.on(DAY_1));
    }
}
