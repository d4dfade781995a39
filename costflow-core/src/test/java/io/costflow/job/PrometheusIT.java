package io.costflow.job;

import static io.costflow.job.ContinuousFleet.DAY_1;
import static io.costflow.job.FleetSource.CHARLIE;
import static io.costflow.metrics.Monitoring.bySource;
import static io.costflow.metrics.Monitoring.total;
import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.job.FaultyGate.Fate;
import io.costflow.metrics.CostflowMetric;
import io.costflow.metrics.Monitoring;
import io.costflow.metrics.Monitoring.Needed;
import io.costflow.processes.FlinkProcesses;
import io.costflow.processes.PrometheusEndpoints;
import io.costflow.processes.PrometheusEndpoints.Sample;
import io.costflow.processes.StartsProcesses;
import io.costflow.settings.ContinuousSettings;
import io.costflow.settings.LakeSettings;
import io.costflow.settings.Settings;
import io.costflow.settings.StateSettings.Backend;
import io.costflow.testing.SharedServers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** What a running job on a cluster of its own processes, over S3 and PostgreSQL, shows to Prometheus. */
@StartsProcesses
class PrometheusIT {

    private static final Map<String, String> ANY = Map.of();
    private static final Duration OUTAGE_BUDGET = Duration.ofSeconds(3);
    private static final Duration SECOND = Duration.ofSeconds(1);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private static Path processes;

    @TempDir(cleanup = CleanupMode.ALWAYS)
    private static Path folder;

    private static BucketStore bucket;
    private static FaultyGate gate;
    private static ContinuousFleet fleet;
    private static FlinkProcesses cluster;
    private static PrometheusEndpoints prometheus;

    @BeforeAll
    static void publishAllDays() throws Exception {
        prometheus = PrometheusEndpoints.of(2);
        bucket = new BucketStore(folder.resolve("objects"));
        gate = new FaultyGate(bucket.settings().endpoint());
        fleet = new ContinuousFleet(SharedServers.database(), bucket, folder.resolve("staging"), PrometheusIT::impatientBehindTheGate);
        Path checkpoints = Files.createDirectory(folder.resolve("checkpoints"));
        cluster = FlinkProcesses.in(processes, "execution.checkpointing.dir: " + checkpoints.toUri() + "\n" + prometheus.configuration());
        Path configuration = FleetProcesses.configure(fleet, 1, null, Backend.ROCKSDB, folder.resolve("costflow.yaml"));
        cluster.startTaskManager();
        cluster.startJobManager(null, "run", "--mode", "continuous", "--config", configuration.toString());
        FleetProcesses.awaitRunning(cluster);
        FleetProcesses.awaitAllDays(fleet);
    }

    private static Settings impatientBehindTheGate(Settings settings) {
        LakeSettings lake = settings.lake();
        ContinuousSettings pace = settings.continuous();
        return new Settings(
                new LakeSettings(lake.root(), gate.endpoint(), lake.accessKey(), lake.secretKey(), lake.pathStyleAccess()),
                settings.database(), settings.window(), settings.sources(), settings.run())
                .with(pace.withPoll(SECOND).withSettle(SECOND).withOutageBudget(OUTAGE_BUDGET)).with(settings.state());
    }

    @AfterAll
    static void stop() throws Exception {
        for (AutoCloseable resource : Arrays.asList(cluster, fleet, gate, bucket)) {
            if (resource != null) {
                resource.close();
            }
        }
    }

    @Test
    void everyMetricThatDashboardAndAlertsAskForIsThereWithItsLabels() throws Exception {
        List<Needed> needed = Monitoring.needed();
        assertThat(needed).isNotEmpty();
        Eventually.within(FleetProcesses.START, () -> {
            List<Sample> samples = prometheus.samples();
            assertThat(needed).allSatisfy(asked -> assertThat(samples).as(asked.toString()).anyMatch(sample -> asked.isMetBy(sample.name(), sample.labels())));
        });
    }

    @Test
    void everyMetricOfTheCatalogueIsThere() throws Exception {
        List<String> names = new ArrayList<>();
        for (CostflowMetric metric : CostflowMetric.values()) {
            names.addAll(Monitoring.names(metric));
        }
        Eventually.within(FleetProcesses.START, () -> assertThat(prometheus.names()).containsAll(names));
    }

    @Test
    void whatWasReadAndPublishedIsCountedAlikeForAllSourcesAndByThem() throws Exception {
        List<String> names = List.of(total(CostflowMetric.FILES_READ), bySource(CostflowMetric.FILES_INGESTED), total(CostflowMetric.ROWS_READ),
                bySource(CostflowMetric.ROWS_INGESTED), total(CostflowMetric.ROWS_WRITTEN), bySource(CostflowMetric.ROWS_WRITTEN));
        Map<String, Double> before = sums(names);
        FleetProcesses.awaitLaterChange(fleet);
        Eventually.within(FleetProcesses.START, () -> {
            List<Double> risen = new ArrayList<>();
            sums(names).forEach((name, sum) -> risen.add(sum - before.get(name)));
            assertThat(risen.get(0)).isEqualTo(FleetProcesses.FILES_OF_LATER_CHANGE).isEqualTo(risen.get(1));
            assertThat(risen.get(2)).isPositive().isEqualTo(risen.get(3));
            assertThat(risen.get(4)).isPositive().isEqualTo(risen.get(5));
            assertThat(sum(total(CostflowMetric.DAYS_OF_NEW_FILES))).isPositive();
            assertThat(sum(total(CostflowMetric.REVISION_LAG_MILLIS)) / sum(total(CostflowMetric.DAYS_OF_NEW_FILES)))
                    .as("mean lag, of which settling alone takes a second").isBetween(1000.0, 60_000.0);
            assertThat(sum(total(CostflowMetric.HELD_CONTRIBUTIONS))).isEqualTo(sum(total(CostflowMetric.CONTRIBUTIONS_HELD)));
            assertThat(sum(total(CostflowMetric.HELD_CLUSTER_DAYS))).as("three days of two clusters on the account").isEqualTo(6);
        });
    }

    @Test
    void aDayIsPendingAsLongAsItIsHeldBack() throws Exception {
        Map<String, String> charlie = Map.of("source", CHARLIE.uuid().replace('-', '_'));
        String key = fleet.lake.key(CHARLIE.on(DAY_1), "pod_usage", "daily");
        fleet.lake.cutShort(CHARLIE.on(DAY_1), key);
        Eventually.within(FleetProcesses.START, () -> {
            assertThat(prometheus.values(total(CostflowMetric.DAYS_PENDING), ANY)).containsExactly(1.0);
            assertThat(prometheus.values(bySource(CostflowMetric.DAYS_PENDING), charlie)).containsExactly(1.0);
            assertThat(prometheus.values(total(CostflowMetric.PENDING_AGE_MILLIS), ANY)).singleElement().satisfies(age -> assertThat(age).isPositive());
        });
        fleet.lake.restore(CHARLIE.on(DAY_1));
        Eventually.within(FleetProcesses.START, () -> {
            assertThat(prometheus.values(total(CostflowMetric.DAYS_PENDING), ANY)).containsExactly(0.0);
            assertThat(prometheus.values(total(CostflowMetric.PENDING_AGE_MILLIS), ANY)).containsExactly(0.0);
        });
    }

    @Test
    void theMetricsOfASourceThatLeavesAreDropped() throws Exception {
        Map<String, String> charlie = Map.of("source", CHARLIE.uuid().replace('-', '_'));
        fleet.tables.pause(CHARLIE, true);
        Eventually.within(FleetProcesses.START, () -> {
            assertThat(prometheus.values(bySource(CostflowMetric.FILES_LISTED), charlie)).isEmpty();
            assertThat(prometheus.values(bySource(CostflowMetric.FILES_LISTED), ANY)).hasSize(3);
        });
        fleet.tables.pause(CHARLIE, false);
        Eventually.within(FleetProcesses.START, () -> assertThat(prometheus.values(bySource(CostflowMetric.FILES_LISTED), charlie)).hasSize(1));
    }

    /** A job that fails as a whole gets new enumerators, while what those before had registered would stay. */
    @Test
    void theJobManagersMetricsAreThoseOfTheNewEnumeratorsAfterTheJobHasFailed() throws Exception {
        double restarts = sum("flink_jobmanager_job_numRestarts");
        gate.decide(request -> Fate.INTERNAL_ERROR);
        Eventually.within(FleetProcesses.START, () -> assertThat(sum("flink_jobmanager_job_numRestarts")).isGreaterThan(restarts));
        gate.decide(request -> Fate.PASS);

        Eventually.within(FleetProcesses.START, () -> {
            assertThat(prometheus.values(total(CostflowMetric.DAYS_IN_TABLES), ANY)).as("told by the first look of the new one").containsExactly(13.0);
            assertThat(prometheus.values(total(CostflowMetric.LISTING_AGE_MILLIS), ANY)).singleElement()
                    .satisfies(age -> assertThat(age).as("since the last look").isLessThan(OUTAGE_BUDGET.toMillis()));
            assertThat(prometheus.values(total(CostflowMetric.REFERENCE_AGE_MILLIS), ANY)).singleElement()
                    .satisfies(age -> assertThat(age).isLessThan(OUTAGE_BUDGET.toMillis()));
        });
        Eventually.within(FleetProcesses.START, () -> {
            assertThat(sum(total(CostflowMetric.HELD_CONTRIBUTIONS))).as("counted in what was restored").isPositive()
                    .isEqualTo(sum(total(CostflowMetric.CONTRIBUTIONS_HELD)));
            assertThat(sum(total(CostflowMetric.HELD_CONTRIBUTION_BYTES))).isPositive();
            assertThat(sum(total(CostflowMetric.HELD_CLUSTER_DAYS))).as("three days of two clusters on the account").isEqualTo(6);
        });
        double listed = sum(total(CostflowMetric.LISTINGS_FAILED));
        gate.decide(request -> request.contains("list-type") ? Fate.INTERNAL_ERROR : Fate.PASS);
        Eventually.within(FleetProcesses.START,
                () -> assertThat(sum(total(CostflowMetric.LISTINGS_FAILED))).as("counted by the one that lists now").isNotEqualTo(listed));
        gate.decide(request -> Fate.PASS);
    }

    private static Map<String, Double> sums(List<String> names) throws InterruptedException {
        Map<String, Double> sums = new LinkedHashMap<>();
        for (String name : names) {
            sums.put(name, sum(name));
        }
        return sums;
    }

    private static double sum(String name) throws InterruptedException {
        return prometheus.values(name, ANY).stream().mapToDouble(Double::doubleValue).sum();
    }
}
