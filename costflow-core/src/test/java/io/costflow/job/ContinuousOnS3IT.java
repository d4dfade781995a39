package io.costflow.job;

import static io.costflow.job.ContinuousFleet.DAYS;
import static io.costflow.job.ContinuousFleet.DAY_1;
import static io.costflow.job.ContinuousFleet.DAY_2;
import static io.costflow.job.ContinuousFleet.HOURS;
import static io.costflow.job.FleetSource.ALPHA;
import static io.costflow.job.FleetSource.AWS;
import static io.costflow.job.FleetSource.BRAVO;

import io.costflow.processes.Alone;
import io.costflow.testbed.EmbeddedDatabase;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** What changes in a bucket while a continuous job runs is in the tables soon. */
@Alone
class ContinuousOnS3IT {

    @AutoClose
    private static EmbeddedDatabase server;

    @TempDir(cleanup = CleanupMode.ALWAYS)
    private Path folder;

    private BucketStore bucket;
    private ContinuousFleet fleet;

    @BeforeAll
    static void startServer() throws Exception {
        server = EmbeddedDatabase.start();
    }

    @BeforeEach
    void publishAllDays() throws Exception {
        bucket = new BucketStore(folder.resolve("objects"));
        fleet = new ContinuousFleet(server, bucket, folder, settings -> settings).start();
    }

    @AfterEach
    void stop() throws Exception {
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
        for (LocalDate day : DAYS) {
            fleet.lake.deliver(AWS, day, HOURS, day.equals(DAY_1) ? fleet.newVariant() : 1);
        }
        fleet.requireReplaced(AWS.on(DAY_1));
    }
}
