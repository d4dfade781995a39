package io.costflow.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.day.SourceDay;
import io.costflow.metrics.CostflowMetric;
import io.costflow.processes.ProcessFolder;
import io.costflow.settings.StateSettings.Backend;
import io.costflow.testbed.EmbeddedDatabase;
import io.costflow.testing.SharedServers;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** A job on real processes that is stopped with a savepoint, and started from it with another parallelism. */
class SavepointIT {

    @RegisterExtension
    private final ProcessFolder processes = new ProcessFolder();

    @TempDir(cleanup = CleanupMode.ALWAYS)
    private Path folder;

    @Test
    void whatDidNotChangeIsNeitherReadNorWrittenAgain() throws Exception {
        EmbeddedDatabase server = SharedServers.database();
        try (ContinuousFleet fleet =
                        new ContinuousFleet(server, FolderStore.in(folder.resolve("lake")), folder.resolve("staging"), settings -> settings);
                FleetCluster cluster = new FleetCluster(fleet, processes.folder(), Backend.ROCKSDB)) {
            cluster.start(1, null);
            FleetProcesses.awaitAllDays(fleet);
            Map<SourceDay, DayContents> before = FleetProcesses.otherContents(fleet);
            String savepoint = cluster.stopWithSavepoint();

            cluster.start(2, savepoint);

            FleetProcesses.awaitLaterChange(fleet);
            assertThat(FleetProcesses.otherContents(fleet)).isEqualTo(before);
            // Flink's REST interface asks the task managers for their metrics now and then only
            Eventually.within(FleetProcesses.START, () -> assertThat(cluster.rest().sum(CostflowMetric.FILES_READ))
                    .as("files that were read").isEqualTo(FleetProcesses.FILES_OF_LATER_CHANGE));
            fleet.tables.enableKey("OCP", "event", true);
            TruthCheck.of(fleet.settings, fleet.database, server).requireIn(fleet.database, FleetProcesses.START);
            assertThat(cluster.rest().sum(CostflowMetric.FILES_READ)).as("files that were read").isEqualTo(FleetProcesses.FILES_OF_LATER_CHANGE);
        }
    }
}
