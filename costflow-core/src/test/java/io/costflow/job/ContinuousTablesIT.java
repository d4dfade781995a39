package io.costflow.job;

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
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** What changes in koku's tables while a continuous job runs is in the summary tables soon: exactly the days concerned are replaced, from state. */
class ContinuousTablesIT {

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
