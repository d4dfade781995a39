package io.costflow.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.demo.EmbeddedDatabase;
import io.costflow.processes.ProcessFolder;
import io.costflow.processes.PrometheusEndpoints;
import io.costflow.settings.StateSettings.Backend;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** What a running job shows to Prometheus. */
class PrometheusIT {

    @RegisterExtension
    private final ProcessFolder processes = new ProcessFolder();

    @TempDir(cleanup = CleanupMode.ALWAYS)
    private Path folder;

    @Test
    void dump() throws Exception {
        PrometheusEndpoints prometheus = PrometheusEndpoints.of(2);
        try (EmbeddedDatabase server = EmbeddedDatabase.start();
                BucketStore store = new BucketStore(folder.resolve("objects"));
                ContinuousFleet fleet = new ContinuousFleet(server, store, folder.resolve("staging"), settings -> settings);
                FleetCluster cluster = new FleetCluster(fleet, processes.folder(), Backend.ROCKSDB, prometheus.configuration())) {
            cluster.start(1, null);
            FleetProcesses.awaitAllDays(fleet);
            FleetProcesses.awaitLaterChange(fleet);
            Thread.sleep(3000);
            java.nio.file.Files.writeString(Path.of("/tmp/mx/samples.txt"), prometheus.samples().stream().map(s -> s.name() + " " + s.labels() + " " + s.value()).sorted().collect(java.util.stream.Collectors.joining("\n")));
            assertThat(prometheus.names()).isNotEmpty();
        }
    }
}
