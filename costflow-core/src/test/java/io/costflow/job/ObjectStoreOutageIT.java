package io.costflow.job;

import static io.costflow.job.ClusterLake.DAY_1;
import static io.costflow.job.ClusterLake.DAY_2;
import static io.costflow.job.ClusterLake.published;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.costflow.job.FaultyGate.Fate;
import io.costflow.publish.DayReport;
import io.costflow.publish.DayReport.Outcome;
import io.costflow.settings.Settings;
import io.costflow.testbed.EmbeddedObjectStore;
import io.costflow.testbed.KokuDatabase;
import io.costflow.testing.SharedServers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An object store that fails for a while is waited for; what it does not say is never taken for an empty prefix. */
class ObjectStoreOutageIT {

    private final JobCluster jobs = JobCluster.shared();
    private final EmbeddedObjectStore store = SharedServers.objectStore();
    private final String bucket = SharedServers.createBucket();
    private final String root = "s3://" + bucket + "/data/parquet";

    @TempDir
    private Path folder;

    private FaultyGate gate;
    private KokuDatabase database;
    private Settings settings;

    @BeforeEach
    void uploadTwoDays() throws Exception {
        ClusterLake lake = new ClusterLake(folder);
        lake.write(DAY_1, 1);
        lake.write(DAY_2, 2);
        store.uploadAll(folder, bucket, "data/parquet");
        gate = new FaultyGate(store.endpoint());
        database = jobs.database();
        ClusterLake.insert(database);
        settings = TestSettings.of(TestSettings.bucket(root, gate.endpoint(), store), database, DAY_1, DAY_2, ClusterLake.sources());
    }

    @AfterEach
    void closeGate() throws Exception {
        gate.close();
    }

    @ParameterizedTest
    @CsvSource({"SLOW_DOWN, CUT", "DROP, INTERNAL_ERROR"})
    void everyKindOfRequestMayFailTwice(Fate first, Fate second) throws Exception {
        Map<String, AtomicInteger> times = new ConcurrentHashMap<>();
        gate.decide(request -> switch (times.computeIfAbsent(request, absent -> new AtomicInteger()).incrementAndGet()) {
            case 1 -> first;
            case 2 -> second;
            default -> Fate.PASS;
        });

        assertThat(jobs.run(TestSettings.waiting(Duration.ofSeconds(60), Duration.ofSeconds(20), settings))).extracting(DayReport::outcome)
                .containsExactly(Outcome.PUBLISHED, Outcome.PUBLISHED);

        assertThat(published(database)).containsExactly("2025-10-01 1", "2025-10-02 2");
        assertThat(gate.failed()).isGreaterThanOrEqualTo(2 * times.size());
    }

    @Test
    void aListingThatFailsForLongFailsTheRunAndTouchesNothing() throws Exception {
        jobs.run(settings);
        List<String> versions = RowVersions.of(database, ClusterLake.TENANT);
        gate.decide(request -> request.contains("list-type=2") && request.contains("daily") ? Fate.INTERNAL_ERROR : Fate.PASS);

        assertThatThrownBy(() -> jobs.run(impatient())).hasStackTraceContaining("could not be listed").hasStackTraceContaining("OCP/pod_usage");
        assertThat(RowVersions.of(database, ClusterLake.TENANT)).isEqualTo(versions);
    }

    @Test
    void anObjectThatCannotBeReadForLongHoldsBackItsDay() throws Exception {
        gate.decide(request -> request.contains("storage_usage.2025-10-02") && !request.contains("list-type") ? Fate.SLOW_DOWN : Fate.PASS);

        List<DayReport> reports = jobs.run(impatient());

        assertThat(reports).extracting(DayReport::outcome).containsExactly(Outcome.PUBLISHED, Outcome.HELD_BACK);
        assertThat(reports.get(1).heldBack().file()).startsWith(root).endsWith("storage_usage.2025-10-02.1.0_daily_0.parquet");
        assertThat(reports.get(1).heldBack().reason()).contains("Check the storage");
        assertThat(published(database)).containsExactly("2025-10-01 1");
    }

    @Test
    void anObjectThatIsOverwrittenByAShorterOneIsReadAsItIsNow() throws Exception {
        ClusterLake lake = new ClusterLake(folder);
        Path storage = lake.daily("storage_usage", DAY_2);
        ParquetTable.read(storage).rows(0, 0).write(storage);
        AtomicInteger times = new AtomicInteger();
        gate.decide(request -> {
            // The first request opens the object, the second reads it.
            if (request.startsWith("GET") && request.contains(storage.getFileName().toString()) && times.incrementAndGet() == 1) {
                upload(storage);
            }
            return Fate.PASS;
        });

        assertThat(jobs.run(settings)).extracting(DayReport::outcome).containsExactly(Outcome.PUBLISHED, Outcome.PUBLISHED);
        assertThat(published(database)).containsExactly("2025-10-01 1", "2025-10-02 2");
        assertThat(RowVersions.query(database, "select usage_start from " + ClusterLake.TENANT + "." + ScenarioCheck.SUMMARY + " where data_source = 'Storage'"))
                .containsExactly("2025-10-01");
    }

    private void upload(Path file) {
        try {
            store.upload(file, bucket, "data/parquet/" + folder.relativize(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aServerMayListTimesMoreExactlyThanItTellsThemOfAnObject() throws Exception {
        gate.changeAnswers(answer -> answer.replaceAll("\\.\\d{3}Z</LastModified>", ".123Z</LastModified>"));

        assertThat(jobs.run(settings)).extracting(DayReport::outcome).containsExactly(Outcome.PUBLISHED, Outcome.PUBLISHED);
        gate.changeAnswers(answer -> answer.replaceAll("\\.\\d{3}Z</LastModified>", ".000Z</LastModified>"));
        assertThat(jobs.run(settings)).extracting(DayReport::outcome).containsOnly(Outcome.UNCHANGED);
    }

    private Settings impatient() {
        return TestSettings.waiting(Duration.ofSeconds(1), Duration.ofSeconds(20), settings);
    }
}
