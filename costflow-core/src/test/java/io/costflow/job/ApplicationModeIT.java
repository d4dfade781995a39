package io.costflow.job;

import static io.costflow.job.ClusterLake.DAY_1;
import static io.costflow.job.ClusterLake.DAY_2;
import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.processes.FlinkProcesses;
import io.costflow.processes.ProcessFolder;
import io.costflow.processes.StartsProcesses;
import io.costflow.testbed.EmbeddedDatabase;
import io.costflow.testbed.EmbeddedObjectStore;
import io.costflow.testbed.KokuDatabase;
import io.costflow.testing.SharedServers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The bounded mode on a Flink cluster of its own processes. */
@StartsProcesses
class ApplicationModeIT {

    private final EmbeddedDatabase server = SharedServers.database();

    @RegisterExtension
    private final ProcessFolder processes = new ProcessFolder();

    @TempDir
    private Path folder;

    private ClusterLake lake;
    private KokuDatabase database;
    private FlinkProcesses flink;

    @BeforeEach
    void writeTwoDays() throws Exception {
        lake = new ClusterLake(Files.createDirectory(folder.resolve("lake")));
        lake.write(DAY_1, 1);
        lake.write(DAY_2, 2);
        database = server.createDatabase();
        ClusterLake.insert(database);
        flink = FlinkProcesses.in(processes.folder(), "");
    }

    @AfterEach
    void killProcesses() throws Exception {
        flink.close();
    }

    /** That an application which holds nothing back ends with 0 is seen by {@link ImageIT}. */
    @Test
    void aBucketIsReadWithTheS3SettingsOfCostflowAloneAndAnApplicationThatHoldsADayBackHasFailed() throws Exception {
        Files.write(lake.daily("pod_usage", DAY_2), new byte[0]);
        try (EmbeddedObjectStore store = EmbeddedObjectStore.start()) {
            store.createBucket("cost");
            store.uploadAll(lake.root(), "cost", "data");
            Path config = configuration("{root: \"s3://cost/data\", s3: {endpoint: \"%s\", access-key: %s, secret-key: %s, path-style-access: true}}"
                    .formatted(store.endpoint(), store.accessKey(), store.secretKey()));
            flink.startTaskManager();
            flink.startTaskManager();
            flink.startJobManager(null, "run", "--config", config.toString());

            assertThat(flink.awaitEndOfJob()).as("exit status of the job manager").isNotZero();

            assertThat(flink.logs()).contains("Held back: tenant org1234567, source " + ClusterLake.SOURCE + ", openshift, 2025-10-02");
            assertThat(ClusterLake.published(database)).containsExactly("2025-10-01 1");
        }
    }

    private Path configuration(String lakeSettings) throws Exception {
        return Files.writeString(folder.resolve("costflow.yaml"), """
                lake: %s
                database: {url: "%s", user: %s, password: %s}
                window: {from: 2025-10-01, to: 2025-10-03}
                run: {parallelism: 2}
                sources: [{tenant: org1234567, type: OCP, uuid: %s, cluster-id: my-cluster, cluster-alias: My Cluster}]
                """.formatted(lakeSettings, database.url(), database.user(), database.password(), ClusterLake.SOURCE));
    }
}
