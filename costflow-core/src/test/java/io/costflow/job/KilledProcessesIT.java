package io.costflow.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.processes.CostflowProcess;
import io.costflow.processes.JavaProcess;
import io.costflow.processes.ProcessFolder;
import io.costflow.settings.StateSettings.Backend;
import io.costflow.testbed.EmbeddedDatabase;
import io.costflow.testing.SharedServers;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real processes that are killed with {@code kill -9} at random moments while everything changes: the tables end as if nothing had happened, and whoever reads
 * throughout sees whole days only.
 */
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
    void taskManagersOfACluster() throws Exception {
        try (BucketStore store = new BucketStore(folder.resolve("objects"));
                ContinuousFleet fleet = fleet(store);
                FleetCluster cluster = new FleetCluster(fleet, processes.folder(), Backend.HEAP)) {
            cluster.start(2, null);
            try (HeavyChange change = HeavyChange.begin(fleet, SEED)) {
                for (int kill = 0; kill < KILLS; kill++) {
                    change.goOn(LEAST, MOST);
                    cluster.replaceTaskManager();
                }
                requireTruth(fleet, change);
            }
        }
    }

    @Test
    void theWholeJobOfACluster() throws Exception {
        try (ContinuousFleet fleet = fleet(FolderStore.in(folder.resolve("lake")));
                FleetCluster cluster = new FleetCluster(fleet, processes.folder(), Backend.ROCKSDB)) {
            cluster.start(2, null);
            Eventually.within(FleetProcesses.START, () -> assertThat(cluster.rest().completedCheckpoints()).isPositive());
            try (HeavyChange change = HeavyChange.begin(fleet, SEED + 1)) {
                change.goOn(LEAST, MOST);
                cluster.restart(2);
                requireTruth(fleet, change);
            }
        }
    }

    @Test
    void theOneProcessOfAMachine() throws Exception {
        try (ContinuousFleet fleet = fleet(FolderStore.in(folder.resolve("lake")))) {
            Path configuration = FleetProcesses.configure(
                    fleet, 2, folder.resolve("state").toUri().toString().replaceAll("/$", ""), Backend.HEAP, folder.resolve("costflow.yaml"));
            JavaProcess costflow = CostflowProcess.start(configuration, processes.folder());
            FleetProcesses.awaitAllDays(fleet);
            try (HeavyChange change = HeavyChange.begin(fleet, SEED + 2)) {
                for (int kill = 0; kill < KILLS; kill++) {
                    change.goOn(LEAST, MOST);
                    costflow.kill();
                    costflow = CostflowProcess.start(configuration, processes.folder());
                    // It must have got as far as changing something before it is killed again.
                    FleetProcesses.awaitLaterChange(fleet);
                }
                requireTruth(fleet, change);
            } finally {
                costflow.close();
            }
        }
    }

    private ContinuousFleet fleet(LakeStore store) throws Exception {
        return new ContinuousFleet(server, store, folder.resolve("staging"), settings -> settings);
    }

    private void requireTruth(ContinuousFleet fleet, HeavyChange change) throws Exception {
        change.stop();
        TruthCheck.of(fleet.settings, fleet.database, server).requireIn(fleet.database, FleetProcesses.START);
        change.requireWholeDays();
    }
}
