package io.costflow.job;

import static io.costflow.job.ContinuousFleet.DAY_1;
import static io.costflow.job.ContinuousFleet.DAY_2;
import static io.costflow.job.ContinuousFleet.DAY_3;
import static io.costflow.job.ContinuousFleet.HOURS;
import static io.costflow.job.FleetSource.ALPHA;
import static io.costflow.job.FleetSource.AWS;
import static io.costflow.job.FleetSource.BRAVO;
import static io.costflow.job.FleetSource.CHARLIE;
import static io.costflow.job.FleetSource.DELTA;

import io.costflow.day.SourceDay;
import io.costflow.testing.SharedServers;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** What changes in the lake or in koku's tables while a continuous job runs is in the summary tables soon: exactly the days concerned are replaced. */
class ContinuousIT {

    private static final Duration OUTAGE = Duration.ofSeconds(2);

    @TempDir(cleanup = CleanupMode.ALWAYS)
    private static Path folder;

    private static ContinuousFleet fleet;

    @BeforeAll
    static void publishAllDays() throws Exception {
        FolderStore lake = FolderStore.hookedIn(folder.resolve("lake"));
        fleet = new ContinuousFleet(SharedServers.database(), lake, folder, settings -> settings).start();
    }

    @BeforeEach
    void begin() throws Exception {
        fleet.begin();
    }

    @AfterAll
    static void stop() throws Exception {
        fleet.close();
    }

    @Nested
    class InTheLake {

        @Test
        void theNextHoursOfADay() throws Exception {
            fleet.lake.deliver(ALPHA, DAY_2, HOURS + 2, 1);
            fleet.requireReplaced(ALPHA.on(DAY_2), AWS.on(DAY_2));
            fleet.lake.deliver(ALPHA, DAY_2, HOURS + 5, 1);
            fleet.requireReplaced(ALPHA.on(DAY_2), AWS.on(DAY_2));
        }

        @Test
        void aDayOfAClusterThatIsOnNoAccount() throws Exception {
            fleet.lake.deliver(CHARLIE, DAY_1, HOURS, fleet.newVariant());
            fleet.requireReplaced(CHARLIE.on(DAY_1));
        }

        @Test
        void aDayThatIsNew() throws Exception {
            LocalDate day = DAY_3.plusDays(1);
            fleet.lake.deliver(ALPHA, day, HOURS, 1);
            fleet.requireReplaced(ALPHA.on(day));
            fleet.lake.deliver(AWS, day, HOURS, 1);
            fleet.requireReplaced(AWS.on(day));
        }

        @Test
        void filesThatAreOverwrittenInPlace() throws Exception {
            fleet.lake.overwrite(BRAVO.on(DAY_1), fleet.newVariant());
            fleet.requireReplaced(BRAVO.on(DAY_1), AWS.on(DAY_1));
        }

        @Test
        void aDayThatIsDeliveredAgainWithTheSameContents() throws Exception {
            fleet.lake.deliverAgain(ALPHA.on(DAY_1));
            fleet.requireNothingReplaced();
        }

        @Test
        void aDayWhoseFilesAreAllGoneForAWhile() throws Exception {
            fleet.lake.delete(ALPHA.on(DAY_2));
            fleet.requireNothingReplaced();
            fleet.lake.restore(ALPHA.on(DAY_2));
            fleet.lake.deliver(ALPHA, DAY_2, HOURS, fleet.newVariant());
            fleet.requireReplaced(ALPHA.on(DAY_2), AWS.on(DAY_2));
        }

        @Test
        void aFileThatIsDeletedAndWithoutWhichTheDayIsNotWhole() throws Exception {
            fleet.lake.delete(fleet.lake.key(ALPHA.on(DAY_2), "pod_usage", "daily"));
            fleet.requireHeldBack(ALPHA.on(DAY_2), "has no roll-up by day");
            fleet.lake.restore(ALPHA.on(DAY_2));
            fleet.requireNotHeldBack(ALPHA.on(DAY_2));
            fleet.requireNothingReplaced();
        }

        @Test
        void aFileThatIsDeletedAndWithoutWhichTheDayIsAnother() throws Exception {
            fleet.lake.delete(fleet.lake.key(CHARLIE.on(DAY_2), "storage_usage", "daily"));
            fleet.requireReplaced(CHARLIE.on(DAY_2));
            fleet.lake.restore(CHARLIE.on(DAY_2));
            fleet.requireReplaced(CHARLIE.on(DAY_2));
        }

        @Test
        void aFileThatIsCutShortAndReplaced() throws Exception {
            String key = fleet.lake.key(ALPHA.on(DAY_3), "pod_usage", "daily");
            fleet.lake.cutShort(ALPHA.on(DAY_3), key);
            fleet.requireHeldBack(ALPHA.on(DAY_3), "cut short");
            fleet.lake.overwrite(ALPHA.on(DAY_3), fleet.newVariant());
            fleet.requireReplaced(ALPHA.on(DAY_3), AWS.on(DAY_3));
        }

        @Test
        void anAccountsMonthThatIsDeliveredAgain() throws Exception {
            fleet.lake.deliverAgain(AWS.on(DAY_1));
            fleet.lake.deliver(AWS, DAY_2, HOURS, fleet.newVariant());
            fleet.lake.deliverAgain(AWS.on(DAY_3));
            fleet.requireReplaced(AWS.on(DAY_2));
        }

        @Test
        void twoDeliveriesOfADaySideBySideForAWhile() throws Exception {
            List<String> old = fleet.lake.deliverBeside(ALPHA, DAY_1, HOURS + 1, fleet.newVariant());
            fleet.requireReplaced(ALPHA.on(DAY_1), AWS.on(DAY_1));
            for (String key : old) {
                fleet.lake.delete(key);
            }
            fleet.requireNothingReplaced();
        }

        @Test
        void aLakeThatCannotBeListedForAWhileIsNotEmpty() throws Exception {
            HookedFileSystem.beforeListing(path -> {
                throw new IOException("no route to the lake");
            });
            fleet.lake.deliver(ALPHA, DAY_1, HOURS, fleet.newVariant());
            long until = System.nanoTime() + OUTAGE.toNanos();
            while (System.nanoTime() < until) {
                fleet.requireAsBefore();
                Thread.sleep(200);
            }
            HookedFileSystem.reset();
            fleet.requireReplaced(ALPHA.on(DAY_1), AWS.on(DAY_1));
        }
    }

    /** Days are computed again from state. */
    @Nested
    class InKokusTables {

        @Test
        void aTagKeyThatIsEnabled() throws Exception {
            fleet.tables.enableKey("OCP", "event", true);
            // Pods have the label on the third day only.
            fleet.requireReplacedFromState(ALPHA.on(DAY_3), BRAVO.on(DAY_3), CHARLIE.on(DAY_3), AWS.on(DAY_3));
        }

        @Test
        void namespacesThatGetACostCategory() throws Exception {
            fleet.tables.setCategory("shop", 7);
            fleet.requireReplacedFromState(fleet.everyDay(ALPHA, BRAVO, CHARLIE, DELTA, AWS));
        }

        @Test
        void aNodeWhoseRoleIsAnother() throws Exception {
            fleet.tables.setRole(CHARLIE, "master");
            fleet.requireReplacedFromState(fleet.everyDay(CHARLIE));
        }

        @Test
        void aMarkupThatIsAnother() throws Exception {
            fleet.tables.setMarkup(20);
            fleet.requireReplacedFromState(fleet.everyDay(AWS));
        }

        @Test
        void aBillThatIsAnother() throws Exception {
            fleet.tables.addBill();
            fleet.requireReplacedFromState(fleet.everyDay(AWS));
        }

        @Test
        void aClusterThatGetsItsAccountAndLeavesIt() throws Exception {
            fleet.tables.runOnAccount(CHARLIE);
            fleet.requireReplaced(fleet.everyDay(AWS));
            fleet.lake.deliver(CHARLIE, DAY_2, HOURS, fleet.newVariant());
            fleet.requireReplaced(CHARLIE.on(DAY_2), AWS.on(DAY_2));
            fleet.tables.leaveAccount(CHARLIE);
            fleet.requireReplaced(fleet.everyDay(AWS));
        }

        @Test
        void aSourceThatIsAdded() throws Exception {
            fleet.lake.deliver(DELTA, DAY_2, HOURS, 1);
            fleet.tables.addSource(DELTA);
            fleet.requireReplaced(DELTA.on(DAY_2));
            fleet.tables.runOnAccount(DELTA);
            fleet.requireReplaced(AWS.on(DAY_2));
        }

        @Test
        void aSourceThatIsRemovedAndComesBack() throws Exception {
            fleet.tables.pause(BRAVO, true);
            fleet.lake.deliver(BRAVO, DAY_2, HOURS, fleet.newVariant());
            // The account's days are computed without it.
            fleet.requireReplaced(fleet.everyDay(AWS));
            fleet.tables.pause(BRAVO, false);
            SourceDay[] replaced = Stream.concat(Stream.of(fleet.everyDay(AWS)), Stream.of(BRAVO.on(DAY_2))).toArray(SourceDay[]::new);
            fleet.requireReplaced(replaced);
        }
    }
}
