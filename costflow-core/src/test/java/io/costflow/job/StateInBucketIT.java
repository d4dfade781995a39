package io.costflow.job;

import static io.costflow.job.ClusterLake.DAY_1;
import static io.costflow.job.ClusterLake.DAY_3;
import static io.costflow.job.ClusterLake.published;
import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.settings.ContinuousSettings;
import io.costflow.settings.RunSettings;
import io.costflow.settings.Settings;
import io.costflow.settings.StateSettings;
import io.costflow.testbed.EmbeddedObjectStore;
import io.costflow.testbed.KokuDatabase;
import io.costflow.testing.SharedServers;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A continuous run whose state is on S3. */
class StateInBucketIT {

    @TempDir
    private Path folder;

    @Test
    void savepointsAndCheckpointsInABucketAreGoneOnFrom() throws Exception {
        try (EmbeddedObjectStore store = EmbeddedObjectStore.start()) {
            store.createBucket("cost");
            ClusterLake lake = new ClusterLake(folder);
            lake.write(DAY_1, 1);
            store.uploadAll(folder, "cost", "data/parquet");
            KokuDatabase database = SharedServers.database().createDatabase();
            ClusterLake.insert(database);
            Settings settings = settings(database, store);

            String savepoint;
            try (ContinuousRun run = ContinuousRun.start(settings, new CollectedRun())) {
                assertThat(run.restoredFrom()).isEmpty();
                Eventually.within(Duration.ofMinutes(2), () -> assertThat(published(database)).containsExactly("2025-10-01 1"));
                savepoint = run.stop();
                run.ended().get();
            }
            assertThat(savepoint).startsWith("s3://cost/state/savepoint-");
            try (ContinuousRun run = ContinuousRun.start(settings, new CollectedRun())) {
                assertThat(run.restoredFrom()).contains(savepoint);
                Eventually.within(Duration.ofMinutes(2), () -> assertThat(newest(settings)).contains("/chk-"));
            }
            try (ContinuousRun run = ContinuousRun.start(settings, new CollectedRun())) {
                assertThat(run.restoredFrom()).hasValueSatisfying(checkpoint -> assertThat(checkpoint).startsWith("s3://cost/state/").contains("/chk-"));
            }
        }
    }

    private static String newest(Settings settings) throws Exception {
        try (StateFolder state = StateFolder.open(settings.state().dir())) {
            return state.newest(new CollectedRun()).orElse("");
        }
    }

    private static Settings settings(KokuDatabase database, EmbeddedObjectStore store) {
        Settings bounded = TestSettings.of(TestSettings.bucket("s3://cost/data/parquet", store), database, DAY_1, DAY_3, ClusterLake.sources());
        return bounded.with(bounded.run().withMode(RunSettings.Mode.CONTINUOUS))
                .with(ContinuousSettings.DEFAULTS.withPoll(Duration.ofSeconds(1)).withSettle(Duration.ZERO))
                .with(new StateSettings("s3://cost/state", StateSettings.Backend.ROCKSDB, Duration.ofSeconds(1), false));
    }
}
