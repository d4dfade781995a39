package io.costflow.processes;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.job.ClusterLake;
import io.costflow.demo.EmbeddedDatabase;
import io.costflow.demo.KokuDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApplicationModeIT {
    @TempDir
    private Path folder;

    @Test
    void aBoundedRunEnds() throws Exception {
        ClusterLake lake = new ClusterLake(Files.createDirectory(folder.resolve("lake")));
        lake.write(ClusterLake.DAY_1, 1);
        lake.write(ClusterLake.DAY_2, 2);
        try (EmbeddedDatabase server = EmbeddedDatabase.start();
                FlinkProcesses flink = FlinkProcesses.in(Path.of("target/processes/x" + System.nanoTime()).toAbsolutePath(), "")) {
            KokuDatabase database = server.createDatabase();
            ClusterLake.insert(database);
            Path config = Files.writeString(folder.resolve("costflow.yaml"), """
                    lake: {root: "file://%s"}
                    database: {url: "%s", user: %s, password: %s}
                    window: {from: 2025-10-01, to: 2025-10-03}
                    run: {parallelism: 2}
                    sources: [{tenant: org1234567, type: OCP, uuid: %s, cluster-id: my-cluster, cluster-alias: My Cluster}]
                    """.formatted(lake.root(), database.url(), database.user(), database.password(), ClusterLake.SOURCE));
            flink.startTaskManager();
            flink.startTaskManager();
            flink.startJobManager(null, "run", "--config", config.toString());
            assertThat(flink.awaitEndOfJob()).isZero();
            assertThat(ClusterLake.published(database)).containsExactly("2025-10-01 1", "2025-10-02 2");
        }
    }
}
