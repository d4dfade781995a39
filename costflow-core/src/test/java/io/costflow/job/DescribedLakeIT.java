package io.costflow.job;

import static io.costflow.job.ClusterLake.DAY_1;
import static io.costflow.job.ClusterLake.DAY_2;
import static io.costflow.job.ClusterLake.SOURCE;
import static io.costflow.job.ClusterLake.execute;
import static io.costflow.job.ClusterLake.published;
import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.settings.Settings;
import io.costflow.testbed.KokuDatabase;
import io.costflow.testing.SharedServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** A run over a lake of which koku's manifests say what happens in it: it lists what they name, and publishes as soon as they say that all files are written. */
class DescribedLakeIT {

    private static final Duration WAIT = Duration.ofSeconds(60);
    private static final Duration NEVER = Duration.ofHours(10);
    private static final int SOME_POLLS_MILLIS = 1500;
    private static final String OTHER = "00000000-0000-0000-0000-000000000002";

    @TempDir(cleanup = CleanupMode.ALWAYS)
    private Path folder;

    private final KokuDatabase database = SharedServers.database().createDatabase();

    private final AtomicInteger listings = new AtomicInteger();
    private final AtomicInteger listingsOfOther = new AtomicInteger();

    DescribedLakeIT() throws Exception {}

    @AfterEach
    void unhook() {
        HookedFileSystem.reset();
    }

    @Test
    void filesAreListedWhenKokuHasProcessedThemAndNeedNotSettle() throws Exception {
        ClusterLake.insert(database);
        ClusterLake lake = new ClusterLake(Files.createDirectory(folder.resolve("lake")));
        ClusterLake.insertPeriod(database, OTHER);
        Settings settings = TestSettings.of(HookedFileSystem.lake(lake.root()), database, DAY_1, DAY_2, List.of(ClusterLake.source(SOURCE), ClusterLake.source(OTHER)));
        deliver(lake, 1);
        processed(OTHER, 100);
        HookedFileSystem.beforeListing(this::count);
        try (ContinuousJob job = ContinuousJob.start(TestSettings.polling(Duration.ofMillis(100), NEVER, TestSettings.continuous(folder.resolve("state"), settings)))) {
            Eventually.within(WAIT, () -> {
                job.requireRunning();
                assertThat(published(database)).containsExactly("2025-10-01 1");
            });

            lake.write(DAY_1, 2);
            int before = listings.get();
            Thread.sleep(SOME_POLLS_MILLIS);
            assertThat(listings).as("listings before koku says that it wrote files").hasValue(before);
            assertThat(published(database)).as("koku has not said that it wrote files").containsExactly("2025-10-01 1");

            processed(2);
            Eventually.within(WAIT, () -> assertThat(published(database)).containsExactly("2025-10-01 2"));

            int beforeOfOther = listingsOfOther.get();
            HookedFileSystem.beforeListing(path -> {
                count(path);
                if (path.getPath().contains(SOURCE)) {
                    throw new IOException("No permission.");
                }
            });
            deliver(lake, 3);
            Eventually.within(WAIT, () -> assertThat(listingsOfOther).as("listings that show whether the lake is there").hasValueGreaterThan(beforeOfOther));
            job.requireRunning();
            HookedFileSystem.beforeListing(this::count);
            Eventually.within(WAIT, () -> assertThat(published(database)).containsExactly("2025-10-01 3"));
        }
    }

    private void count(org.apache.flink.core.fs.Path folder) {
        listings.incrementAndGet();
        if (folder.getPath().contains(OTHER)) {
            listingsOfOther.incrementAndGet();
        }
    }

    private void deliver(ClusterLake lake, int manifest) throws Exception {
        lake.write(DAY_1, manifest);
        processed(manifest);
    }

    private void processed(int manifest) throws SQLException {
        processed(SOURCE, manifest);
    }

    private void processed(String source, int manifest) throws SQLException {
        execute(database, "insert into public.reporting_common_costusagereportmanifest (id, assembly_id, billing_period_start_datetime, provider_id, state) values"
                + " (" + manifest + ", 'delivery-" + manifest + "', '2025-10-01', '" + source + "', jsonb_build_object('processing', jsonb_build_object('start', now(), 'end', now())));"
                + " insert into public.reporting_common_costusagereportstatus (manifest_id, report_name, completed_datetime, status) values (" + manifest + ", 'pods.csv', now(), 1)");
    }
}
