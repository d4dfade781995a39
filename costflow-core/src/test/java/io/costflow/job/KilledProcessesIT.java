package io.costflow.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.day.SourceDay;
import io.costflow.processes.CostflowProcess;
import io.costflow.processes.JavaProcess;
import io.costflow.processes.ProcessFolder;
import io.costflow.processes.StartsProcesses;
import io.costflow.settings.StateSettings.Backend;
import io.costflow.testbed.EmbeddedDatabase;
import io.costflow.testing.SharedServers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * The one process of a machine starts without the state that it had, and is killed with {@code kill -9} at random moments while everything changes: the tables
 * end as if nothing had happened, and a reader sees whole days only throughout. {@link ImageIT} does the like to a cluster.
 */
@StartsProcesses
class KilledProcessesIT {

    private static final long SEED = 20251001;
    private static final int KILLS = 2;
    private static final Duration LEAST = Duration.ofSeconds(1);
    private static final Duration MOST = Duration.ofSeconds(3);

    private final EmbeddedDatabase server = SharedServers.database();

    @RegisterExtension
    private final ProcessFolder processes = new ProcessFolder();

    @TempDir(cleanup = CleanupMode.ALWAYS)
    private Path folder;

    @Test
    void theOneProcessOfAMachine() throws Exception {
        try (ContinuousFleet fleet = new ContinuousFleet(server, FolderStore.in(folder.resolve("lake")), folder.resolve("staging"), settings -> settings)) {
            Map<SourceDay, DayContents> before;
            try (JavaProcess first = CostflowProcess.start(configuration(fleet, "lost-state"), processes.folder())) {
                FleetProcesses.awaitAllDays(fleet);
                assertThat(first.isRunning()).isTrue();
                before = FleetProcesses.otherContents(fleet);
            }
            Path configuration = configuration(fleet, "state");
            fleet.lake.deliver(FleetSource.ALPHA, ContinuousFleet.DAY_2, ContinuousFleet.HOURS, fleet.newVariant());
            JavaProcess costflow = CostflowProcess.start(configuration, processes.folder());
            try {
                requireOnlyChangesWritten(fleet, before);
                assertThat(costflow.isRunning()).isTrue();
                try (HeavyChange change = HeavyChange.begin(fleet, SEED + 2)) {
                    for (int kill = 0; kill < KILLS; kill++) {
                        change.goOn(LEAST, MOST);
                        costflow.kill();
                        costflow = CostflowProcess.start(configuration, processes.folder());
                        // It must have got as far as changing something before it is killed again.
                        FleetProcesses.awaitLaterChange(fleet);
                    }
                    requireTruth(fleet, change);
                }
            } finally {
                costflow.close();
            }
        }
    }

    /** A job that has lost its state altogether starts over tables that it published before: rows that are right already are not written again. */
    private void requireOnlyChangesWritten(ContinuousFleet fleet, Map<SourceDay, DayContents> before) throws Exception {
        FleetProcesses.awaitLaterChange(fleet);
        TruthCheck.of(fleet.settings, fleet.database, server).requireIn(fleet.database, FleetProcesses.START);
        Map<SourceDay, DayContents> after = FleetProcesses.otherContents(fleet);
        for (FleetSource changed : List.of(FleetSource.ALPHA, FleetSource.AWS)) {
            SourceDay day = changed.on(ContinuousFleet.DAY_2);
            assertThat(after.remove(day)).as("the changed day of " + changed).isNotEqualTo(before.remove(day));
        }
        assertThat(after).isEqualTo(before);

        // Of the days that were left alone nothing is at hand: their files are read now.
        fleet.tables.enableKey("OCP", "event", true);
        TruthCheck.of(fleet.settings, fleet.database, server).requireIn(fleet.database, FleetProcesses.START);
    }

    private Path configuration(ContinuousFleet fleet, String state) throws Exception {
        String dir = "file://" + folder.resolve(state).toAbsolutePath();
        return FleetProcesses.configure(fleet, 2, dir, Backend.HEAP, folder.resolve(state + ".yaml"));
    }

    private void requireTruth(ContinuousFleet fleet, HeavyChange change) throws Exception {
        change.stop();
        TruthCheck.of(fleet.settings, fleet.database, server).requireIn(fleet.database, FleetProcesses.START);
        change.requireWholeDays();
    }
}
