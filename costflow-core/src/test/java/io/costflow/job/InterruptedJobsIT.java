package io.costflow.job;

import static io.costflow.job.ClusterLake.DAY_1;
import static io.costflow.job.ClusterLake.published;
import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.publish.DayReport;
import io.costflow.publish.DayReport.Outcome;
import io.costflow.settings.Settings;
import io.costflow.testbed.EmbeddedDatabase;
import io.costflow.testbed.KokuDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Jobs that meet each other, are stopped in the middle, or lose their database for a while leave whole days only. */
class InterruptedJobsIT {

    private static final int DAYS = 10;
    private static final LocalDate LAST_DAY = DAY_1.plusDays(DAYS - 1);
    private static final List<String> ALL_PUBLISHED =
            IntStream.rangeClosed(1, DAYS).mapToObj(day -> "2025-10-%02d %d".formatted(day, day)).toList();

    private final JobCluster jobs = JobCluster.shared();

    @TempDir(cleanup = CleanupMode.ALWAYS)
    private Path folder;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private ClusterLake lake;

    @BeforeEach
    void writeDays() throws Exception {
        lake = new ClusterLake(Files.createDirectory(folder.resolve("lake")));
        for (int day = 1; day <= DAYS; day++) {
            lake.write(DAY_1.plusDays(day - 1L), day);
        }
    }

    @AfterEach
    void reset() {
        HookedFileSystem.reset();
        threads.shutdownNow();
    }

    @Test
    void twoJobsOnTheSameDaysAtOnceLeaveEachDayOnce() throws Exception {
        Settings settings = TestSettings.inParallel(1, settings(database()));
        for (int round = 1; round <= 2; round++) {
            KokuDatabase database = database();
            Settings shared = TestSettings.inParallel(1, settings(database));
            List<Future<List<DayReport>>> both = threads.invokeAll(List.<Callable<List<DayReport>>>of(() -> jobs.run(shared), () -> jobs.run(shared)));

            List<DayReport> reports = new ArrayList<>(both.get(0).get());
            reports.addAll(both.get(1).get());
            assertThat(reports).hasSize(2 * DAYS).extracting(DayReport::outcome).doesNotContain(Outcome.HELD_BACK);
            assertThat(published(database)).isEqualTo(ALL_PUBLISHED);
            assertThat(jobs.run(shared)).extracting(DayReport::outcome).containsOnly(Outcome.UNCHANGED);
        }
        assertThat(jobs.run(settings)).extracting(DayReport::outcome).containsOnly(Outcome.PUBLISHED);
    }

    @Test
    void aJobThatIsStoppedInTheMiddleIsRunAgain() throws Exception {
        KokuDatabase database = database();
        Settings settings = settings(database);
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        HookedFileSystem.beforeOpening(path -> {
            if (path.getName().contains("2025-10-07")) {
                reached.countDown();
                await(goOn);
            }
        });
        Future<?> stopped = threads.submit(() -> {
            try (LocalRun run = LocalRun.begin(new CollectedRun())) {
                LocalCluster.run(settings, FlinkJob.publication(settings), run);
                return run;
            }
        });
        assertThat(reached.await(60, TimeUnit.SECONDS)).isTrue();
        awaitPublishedDays(database, 3);
        HookedFileSystem.reset();
        stopped.cancel(true);
        goOn.countDown();
        List<String> sofar = published(database);
        assertThat(sofar).isNotEmpty().hasSizeLessThan(DAYS).isSubsetOf(ALL_PUBLISHED);

        List<DayReport> again = jobs.run(settings);

        assertThat(published(database)).isEqualTo(ALL_PUBLISHED);
        assertThat(again).hasSize(DAYS).extracting(DayReport::outcome).contains(Outcome.UNCHANGED, Outcome.PUBLISHED).doesNotContain(Outcome.HELD_BACK);
    }

    @Test
    void aDatabaseThatIsRestartedWhileDaysArePublishedIsWaitedFor() throws Exception {
        Path data = folder.resolve("data");
        EmbeddedDatabase first = EmbeddedDatabase.start(data, 0);
        int port = first.port();
        KokuDatabase database = first.createDatabase();
        ClusterLake.insert(database);
        AtomicInteger opened = new AtomicInteger();
        List<Future<EmbeddedDatabase>> second = new ArrayList<>();
        HookedFileSystem.beforeOpening(path -> {
            if (opened.incrementAndGet() == 20) {
                first.close();
                second.add(threads.submit(() -> {
                    Thread.sleep(1500);
                    return EmbeddedDatabase.start(data, port);
                }));
            }
        });
        try {
            assertThat(jobs.run(settings(database))).hasSize(DAYS).extracting(DayReport::outcome).doesNotContain(Outcome.HELD_BACK);
            assertThat(published(database)).isEqualTo(ALL_PUBLISHED);
        } finally {
            first.close();
            if (!second.isEmpty()) {
                second.get(0).get(60, TimeUnit.SECONDS).close();
            }
        }
    }

    private Settings settings(KokuDatabase database) {
        return TestSettings.of(HookedFileSystem.lake(lake.root()), database, DAY_1, LAST_DAY, ClusterLake.sources());
    }

    private KokuDatabase database() throws Exception {
        KokuDatabase database = jobs.database();
        ClusterLake.insert(database);
        return database;
    }

    private static void awaitPublishedDays(KokuDatabase database, int days) throws InterruptedException {
        for (int attempts = 0; attempts < 2400; attempts++) {
            try {
                if (published(database).size() >= days) {
                    return;
                }
            } catch (SQLException notYet) {
                // asked again
            }
            Thread.sleep(50);
        }
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IOException("The reader was stopped.", stop);
        }
    }
}
