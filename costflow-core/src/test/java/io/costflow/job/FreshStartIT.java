package io.costflow.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.day.SourceDay;
import io.costflow.processes.CostflowProcess;
import io.costflow.processes.JavaProcess;
import io.costflow.processes.ProcessFolder;
import io.costflow.settings.StateSettings.Backend;
import io.costflow.testbed.EmbeddedDatabase;
import io.costflow.testing.SharedServers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** A job that has lost its state altogether, or starts without it, over tables that it published before. */
class FreshStartIT {

    @RegisterExtension
    private final ProcessFolder processes = new ProcessFolder();

    @TempDir(cleanup = CleanupMode.ALWAYS)
    private Path folder;

    @Test
    void rowsThatAreRightAlreadyAreNotWrittenAgainAndLaterChangesAreSeen() throws Exception {
        EmbeddedDatabase server = SharedServers.database();
        try (ContinuousFleet fleet =
                        new ContinuousFleet(server, FolderStore.in(folder.resolve("lake")), folder.resolve("staging"), settings -> settings)) {
            try (JavaProcess first = start(fleet, "first")) {
                FleetProcesses.awaitAllDays(fleet);
                assertThat(first.isRunning()).isTrue();
            }
            Map<SourceDay, DayContents> before = FleetProcesses.otherContents(fleet);
            fleet.lake.deliver(FleetSource.ALPHA, ContinuousFleet.DAY_2, ContinuousFleet.HOURS, fleet.newVariant());

            try (JavaProcess second = start(fleet, "second")) {
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
                assertThat(second.isRunning()).isTrue();
            }
        }
    }

    /** Each with a folder for its state that nobody had before. */
    private JavaProcess start(ContinuousFleet fleet, String state) throws Exception {
        String dir = "file://" + folder.resolve(state).toAbsolutePath();
        return CostflowProcess.start(FleetProcesses.configure(fleet, 2, dir, Backend.HEAP, folder.resolve(state + ".yaml")), processes.folder());
    }
}
