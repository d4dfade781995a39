package io.costflow.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.processes.SavedStates;
import io.costflow.publish.StatusTable;
import io.costflow.settings.Settings;
import io.costflow.testbed.EmbeddedDatabase;
import io.costflow.testbed.KokuDatabase;
import io.costflow.testing.SharedServers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Some days of four sources that are delivered again and again: however often, a checkpoint and the heap hold the window, not its history. The system properties
 * {@code soak.days} and {@code soak.deliveries} say how many; the figures are printed.
 */
class SoakIT {

    private static final int DAYS = Integer.getInteger("soak.days", 5);
    private static final int DELIVERIES = Integer.getInteger("soak.deliveries", 30);
    private static final int WAVES = 3;
    private static final int HOURS = 4;
    private static final LocalDate FIRST = LocalDate.of(2025, 10, 1);
    private static final LocalDate LAST = FIRST.plusDays(DAYS - 1L);
    private static final List<FleetSource> SOURCES = List.of(FleetSource.ALPHA, FleetSource.BRAVO, FleetSource.CHARLIE, FleetSource.AWS);
    private static final Duration START = Duration.ofMinutes(6);
    private static final Duration CATCHING_UP = Duration.ofMinutes(4);
    private static final Duration QUIET = Duration.ofMillis(1500);
    /** A third of what is kept of a day of a source, left by every delivery, would be more. */
    private static final double SLIGHTLY_MORE = 1.1;
    private static final double SOME_MORE = 1.25;
    private static final long HEAP_NOISE = 24L << 20;

    private final EmbeddedDatabase server = SharedServers.database();

    @TempDir
    private Path folder;

    /** How large things are after a wave of deliveries, in bytes. */
    private record Size(int deliveries, long checkpoint, long heap) {}

    @Test
    void stateFollowsTheWindowAndNotTheHistory() throws Exception {
        KokuDatabase database = server.createDatabase();
        FleetTables.insert(database, FIRST);
        FleetLake lake = new FleetLake(FolderStore.in(folder.resolve("lake")), folder.resolve("staging"));
        for (LocalDate day = FIRST; !day.isAfter(LAST); day = day.plusDays(1)) {
            for (FleetSource source : SOURCES) {
                lake.deliver(source, day, HOURS, 1);
            }
        }
        List<Size> sizes = new ArrayList<>();
        try (ContinuousJob job = ContinuousJob.start(settings(database))) {
            awaitPublished(job, database, START, 0);
            sizes.add(size(0));
            SplittableRandom random = new SplittableRandom(1);
            for (int delivery = 1; delivery <= DELIVERIES; delivery++) {
                long before = delivery % (DELIVERIES / WAVES) == 0 ? Published.in(database).newest() : 0;
                FleetSource source = SOURCES.get(random.nextInt(SOURCES.size()));
                lake.deliver(source, FIRST.plusDays(random.nextInt(DAYS)), HOURS, 1 + delivery);
                if (delivery % (DELIVERIES / WAVES) == 0) {
                    awaitPublished(job, database, CATCHING_UP, before);
                    sizes.add(size(delivery));
                }
            }
        }
        System.out.println("Soak: " + sizes);
        Size first = sizes.get(0);
        Size last = sizes.get(sizes.size() - 1);
        assertThat(last.checkpoint()).as("bytes of a checkpoint: %s", sizes).isLessThan((long) (first.checkpoint() * SLIGHTLY_MORE));
        assertThat(last.heap()).as("bytes of heap in use: %s", sizes).isLessThan((long) (first.heap() * SOME_MORE) + HEAP_NOISE);
    }

    private Settings settings(KokuDatabase database) {
        Settings settings = TestSettings.of(TestSettings.folder(folder.resolve("lake")), database, FIRST, LAST, List.of());
        return TestSettings.continuous(folder.resolve("state"), settings);
    }

    /** How many days are published with nothing held back, and the newest revision. */
    private record Published(long days, long newest) {

        static Published in(KokuDatabase database) throws Exception {
            String query = "select count(*) from " + FleetSource.TENANT + "." + StatusTable.NAME + " where published_revision is not null and pending_revision is null";
            try (Connection connection = database.connect();
                    Statement statement = connection.createStatement()) {
                long newest = StatusTable.largestRevision(connection, FleetSource.TENANT);
                if (newest == 0) {
                    return new Published(0, 0);
                }
                try (ResultSet row = statement.executeQuery(query)) {
                    row.next();
                    return new Published(row.getLong(1), newest);
                }
            }
        }
    }

    /** Waits until every day is published, something newer than a revision among them, and nothing more happens for a while. */
    private static void awaitPublished(ContinuousJob job, KokuDatabase database, Duration time, long revision) throws Exception {
        Eventually.within(time, () -> {
            job.requireRunning();
            Published now = Published.in(database);
            assertThat(now.days()).as("days that are published").isEqualTo(SOURCES.size() * DAYS);
            assertThat(now.newest()).as("newest revision").isGreaterThan(revision);
            Thread.sleep(QUIET.toMillis());
            assertThat(Published.in(database)).as("what is published a while later").isEqualTo(now);
        });
    }

    /** A checkpoint of the quiet job, and what is left on the heap after it was cleaned. */
    private Size size(int deliveries) throws Exception {
        long checkpoint = 0;
        for (Path metadata : SavedStates.completed(folder.resolve("state"))) {
            checkpoint = Math.max(checkpoint, SavedStates.bytes(metadata.getParent()));
        }
        for (int i = 0; i < 3; i++) {
            System.gc();
            Thread.sleep(200);
        }
        Runtime runtime = Runtime.getRuntime();
        return new Size(deliveries, checkpoint, runtime.totalMemory() - runtime.freeMemory());
    }
}
