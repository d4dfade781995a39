package io.costflow.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.publish.DayReport;
import io.costflow.publish.DayReport.Outcome;
import io.costflow.publish.EnsureRequest;
import io.costflow.publish.RequestTable;
import io.costflow.scenario.Scenario;
import io.costflow.scenario.ScenarioDatabase;
import io.costflow.scenario.Scenarios;
import io.costflow.settings.ServeSettings;
import io.costflow.settings.Settings;
import io.costflow.settings.SourceMode;
import io.costflow.settings.SourceSettings;
import io.costflow.testbed.KokuDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** koku's tasks go on while Costflow publishes: each leaves the other's rows alone, and in the end the tables hold what both have computed. */
class CoexistenceIT {

    private static final String CLUSTER = "00000000-0000-0000-0000-000000000001";
    private static final String CLUSTER_ID = "test-cluster-001";
    private static final String OTHER = "00000000-0000-0000-0000-000000000021";
    private static final String DAY = "2025-10-01";
    private static final LocalDate OTHER_DAY = LocalDate.of(2025, 9, 30);
    private static final Duration WAIT = Duration.ofSeconds(90);

    private static final String OF_KOKU = " (raw_currency is not null or cost_model_rate_type is not null) ";

    private final JobCluster jobs = JobCluster.shared();
    private final Scenario scenario = Scenarios.named("xa05-tags-disks-network");
    private final String usage = scenario.tenant() + "." + KokuTasks.USAGE;

    @TempDir(cleanup = CleanupMode.ALWAYS)
    private Path folder;

    private Path lake;
    private KokuDatabase database;
    private KokuTasks koku;
    private Settings settings;

    @BeforeEach
    void publish() throws Exception {
        lake = folder.resolve("lake");
        copyFiles();
        ClusterLake other = new ClusterLake(lake, OTHER);
        other.write(OTHER_DAY, 1);
        other.write(LocalDate.parse(DAY), 2);
        database = jobs.database();
        ScenarioDatabase.load(scenario, database);
        koku = new KokuTasks(database);
        for (String month : List.of("2025-09", "2025-10")) {
            koku.partition(KokuTasks.USAGE, month);
            koku.partition(KokuTasks.PROJECTS, month);
            koku.execute("insert into %1$s.reporting_ocpusagereportperiod (id, cluster_id, report_period_start, report_period_end, provider_id)"
                    + " values (1%2$s, 'my-cluster', '%3$s-01 00:00Z', timestamptz '%3$s-01 00:00Z' + interval '1 month', '%4$s')",
                    scenario.tenant(), month.substring(5), month, OTHER);
        }
        settings = settings(true);
        jobs.run(settings);
    }

    @Test
    void bothWriteOneAfterTheOther() throws Exception {
        koku.deleteWindow(CLUSTER, DAY, DAY);
        jobs.run(settings);
        kokuComputesItsRows();

        koku.summarise(CLUSTER, DAY, DAY);
        assertThat(jobs.run(settings)).as("koku's rows are the same by value").extracting(DayReport::outcome).containsOnly(Outcome.UNCHANGED);
        changeAndRun();
        kokuComputesItsRows();
        requireThatRowsOfKokuOutliveEveryPublication();

        map();
        assertThat(koku.mapTags()).isPositive();
        List<String> ofKoku = ofKoku();
        changeAndRun();
        assertThat(koku.mapTags()).isZero();
        assertThat(ofKoku()).isEqualTo(ofKoku);
        koku.unmap();
        jobs.run(settings);

        koku.truncate(KokuTasks.PROJECTS, "2025-10");
        jobs.run(settings);
        koku.truncate(KokuTasks.USAGE, "2025-10");
        jobs.run(settings);
        kokuComputesItsRows();
        ofKoku = ofKoku();

        koku.expire(KokuTasks.USAGE, "2025-09");
        koku.remove(OTHER);
        jobs.run(settings);
        assertThat(RowVersions.query(database, "select count(*) from " + usage + " where source_uuid = '" + OTHER + "'")).containsExactly("0");
        assertThat(RowVersions.query(database, "select count(*) from " + scenario.tenant() + ".costflow_status where source_uuid = '" + OTHER
                + "' and published_revision is not null")).containsExactly("0");

        settings = settings(false);
        requireNothingToWrite();
        assertThat(ofKoku()).isEqualTo(ofKoku);
        requireScenarioRows();
    }

    private void requireThatRowsOfKokuOutliveEveryPublication() throws Exception {
        List<String> ofKoku = ofKoku();
        assertThat(RowVersions.query(database, "select distinct coalesce(infrastructure_raw_cost::int::text, 'NULL') from " + usage + " where raw_currency is not null"))
                .contains("0", "NULL");

        changeAndRun();
        jobs.run(TestSettings.rebuilding(settings));
        koku.execute("drop table %s.costflow_status", scenario.tenant());
        jobs.run(settings);

        assertThat(ofKoku()).isEqualTo(ofKoku);
        requireNothingToWrite();
    }

    @Test
    void bothWriteAtTheSameTime() throws Exception {
        Settings continuous = TestSettings.restoring(Duration.ofMillis(300), Duration.ofMillis(500), TestSettings.continuous(folder.resolve("state"), settings(false)));
        AtomicBoolean over = new AtomicBoolean();
        List<String> right = usageAndCostOfPods();
        try (ContinuousJob job = ContinuousJob.start(continuous)) {
            CompletableFuture<Void> markup = CompletableFuture.runAsync(() -> repeat(over, () -> koku.setMarkup(CLUSTER_ID)));
            CompletableFuture<Void> costs = CompletableFuture.runAsync(() -> repeat(over, () -> koku.applyCostModel(CLUSTER)));
            for (int round = 0; round < 3; round++) {
                copyFiles(file -> !isHalved(file));
                halve();
                if (round == 0) {
                    // from here on the rows are not right before there is a plan of the last copy
                    Eventually.within(WAIT, () -> assertThat(usageAndCostOfPods()).isNotEqualTo(right));
                }
                TimeUnit.SECONDS.sleep(2);
                koku.deleteWindow(CLUSTER, DAY, DAY);
                koku.truncate(KokuTasks.PROJECTS, "2025-10");
                TimeUnit.SECONDS.sleep(1);
            }
            copyFiles(this::isHalved);
            over.set(true);
            markup.get(1, TimeUnit.MINUTES);
            costs.get(1, TimeUnit.MINUTES);
            Eventually.within(WAIT, () -> {
                job.requireRunning();
                assertThat(RowVersions.query(database, "select concat_ws(', ', output, source_uuid, 'differs since ' || rows_differ_since, 'pending ' || pending_revision,"
                        + " pending_reason, 'plan ' || published_plan_revision, 'published ' || published_revision, 'restored ' || restored, rows_by_table)"
                        + " from " + scenario.tenant() + ".costflow_status where rows_differ_since is not null or pending_revision is not null")).isEmpty();
                assertThat(usageAndCostOfPods()).isEqualTo(right);
                assertThat(neverRestored()).isEmpty();
            });
        }
        settings = settings(false);
        requireNothingToWrite();
        requireScenarioRows();
    }

    /** koku's tasks run between its statements, each of which is answered when the day is right. */
    @Test
    void kokuAsksForDaysBetweenItsTasks() throws Exception {
        String cloud = scenario.sources().stream().filter(source -> source.clusterId() == null).findFirst().orElseThrow().uuid();
        kokuComputesItsRows();
        Settings onRequest = TestSettings.serving(
                new ServeSettings(SourceMode.COSTFLOW, null), TestSettings.continuous(folder.resolve("state"), settings(false)));
        try (ContinuousJob job = ContinuousJob.start(onRequest)) {
            koku.deleteWindow(CLUSTER, DAY, DAY);
            ensure(job, CLUSTER, "openshift");
            koku.truncate(KokuTasks.PROJECTS, "2025-10");
            ensure(job, cloud, "openshift-on-aws");
            kokuComputesItsRows();
            map();
            assertThat(koku.mapTags()).isPositive();
            ensure(job, CLUSTER, "openshift");
            ensure(job, cloud, "openshift-on-aws");
            assertThat(koku.mapTags()).as("rows that are not mapped").isZero();
            koku.expire(KokuTasks.USAGE, "2025-09");
            koku.unmap();
            koku.deleteWindow(CLUSTER, DAY, DAY);
            ensure(job, CLUSTER, "openshift");
            ensure(job, cloud, "openshift-on-aws");
            ensure(job, cloud, "aws");
        }
        koku.remove(OTHER);
        settings = settings(false);
        requireNothingToWrite();
        requireScenarioRows();
    }

    /** Has a day ensured, which leaves koku's rows alone. */
    private void ensure(ContinuousJob job, String source, String output) throws Exception {
        List<String> ofKoku = ofKoku();
        UUID id = UUID.randomUUID();
        try (Connection connection = database.connect()) {
            RequestTable.create(connection, scenario.tenant());
            RequestTable.ask(connection, scenario.tenant(), id, null, source, output, null, LocalDate.parse(DAY), LocalDate.parse(DAY), "a test", Duration.ofMinutes(1));
            Eventually.within(WAIT, () -> {
                job.requireRunning();
                EnsureRequest request = RequestTable.find(connection, scenario.tenant(), id).orElseThrow();
                assertThat(request.state()).as("state of the request: %s", request.reason()).isEqualTo(EnsureRequest.State.DONE);
            });
        }
        assertThat(ofKoku()).isEqualTo(ofKoku);
    }

    private interface Task {
        void run() throws Exception;
    }

    /** Fails if the task does, with a deadlock for example. */
    private static void repeat(AtomicBoolean over, Task task) {
        while (!over.get()) {
            try {
                task.run();
                Thread.sleep(20);
            } catch (Exception failure) {
                throw new IllegalStateException(failure);
            }
        }
    }

    private void kokuComputesItsRows() throws Exception {
        koku.writeBack();
        koku.applyCostModel(CLUSTER);
        koku.setMarkup(CLUSTER_ID);
        koku.setMarkupOfAws("0.1");
    }

    /** One parent and two children, which some rows have all three of. */
    private void map() throws Exception {
        for (String type : List.of("OCP", "AWS")) {
            koku.map(type, "app", "storage");
            koku.map(type, "openshift_cluster", "storage");
        }
    }

    /** The day's usage changes, and changes back. */
    private void changeAndRun() throws Exception {
        halve();
        assertThat(jobs.run(settings)).extracting(DayReport::outcome).contains(Outcome.PUBLISHED);
        copyFiles();
        jobs.run(settings);
    }

    /** Half of the usage that the cluster's pods have. */
    private void halve() throws Exception {
        List<Path> files;
        try (Stream<Path> found = Files.walk(lake)) {
            files = found.filter(this::isHalved).toList();
        }
        for (Path file : files) {
            ParquetTable.read(file).with("pod_effective_usage_cpu_core_seconds", seconds -> (Double) seconds / 2).write(file);
        }
    }

    /** Whether a file of the lake is one that {@link #halve} changes. */
    private boolean isHalved(Path file) {
        return file.startsWith(lake.resolve("daily/org1234567/OCP/pod_usage/source=" + CLUSTER)) && file.toString().endsWith(".parquet");
    }

    /** What pods of the cluster use by our rows, and what is charged to them of the cloud's cost, without what is left of their nodes. */
    private List<String> usageAndCostOfPods() throws Exception {
        String ofPods = "namespace not like '% unallocated'";
        return RowVersions.query(database, "select concat_ws(', ', sum(pod_effective_usage_cpu_core_hours), (select concat_ws(' in ', sum(unblended_cost), count(*)) from "
                + scenario.tenant() + "." + KokuTasks.PROJECTS + " where " + ofPods + ")) from " + usage + " where source_uuid = '" + CLUSTER + "' and " + ofPods
                + " and not" + OF_KOKU);
    }

    /** The scenario's files in the lake, as they were. */
    private void copyFiles() throws Exception {
        copyFiles(file -> true);
    }

    /** Each file is replaced in one step: no plan misses one. */
    private void copyFiles(Predicate<Path> wanted) throws Exception {
        try (Stream<Path> found = Files.walk(scenario.lake())) {
            for (Path file : found.filter(Files::isRegularFile).toList()) {
                Path copy = lake.resolve(scenario.lake().relativize(file));
                if (!wanted.test(copy)) {
                    continue;
                }
                Files.createDirectories(copy.getParent());
                Path beside = Files.copy(file, folder.resolve("copy"), StandardCopyOption.REPLACE_EXISTING);
                Files.move(beside, copy, StandardCopyOption.ATOMIC_MOVE);
            }
        }
    }

    private Settings settings(boolean withOther) {
        List<SourceSettings> sources = new ArrayList<>(scenario.sources());
        if (withOther) {
            sources.add(ClusterLake.source(OTHER));
        }
        Settings of = TestSettings.of(TestSettings.folder(lake), database, OTHER_DAY, LocalDate.parse(DAY), sources);
        return TestSettings.publishing(of, "openshift", "openshift-on-aws", "aws");
    }

    private List<String> ofKoku() throws Exception {
        return RowVersions.query(database, "select uuid || ' ' || xmin || ' ' || md5(t::text) from " + usage + " t where" + OF_KOKU + "order by 1");
    }

    /** Neither a run nor a rebuild changes a row. */
    private void requireNothingToWrite() throws Exception {
        List<String> versions = versions();
        assertThat(jobs.run(settings)).extracting(DayReport::outcome).containsOnly(Outcome.UNCHANGED);
        assertThat(jobs.run(TestSettings.rebuilding(settings))).extracting(DayReport::outcome).containsOnly(Outcome.UNCHANGED);
        assertThat(versions()).isEqualTo(versions);
    }

    private List<String> versions() throws Exception {
        List<String> versions = new ArrayList<>(RowVersions.of(database, scenario.tenant()));
        versions.removeIf(version -> version.startsWith("costflow_status"));
        return versions;
    }

    private List<String> neverRestored() throws Exception {
        return RowVersions.query(database, "select source_uuid || ' ' || output from " + scenario.tenant() + ".costflow_status where restored is null"
                + " and output in ('openshift', 'openshift-on-aws') and source_uuid <> '" + OTHER + "'");
    }

    /** Without koku's rows and the columns that it sets, the tables are the scenario's. */
    private void requireScenarioRows() throws Exception {
        koku.execute("delete from " + usage + " where" + OF_KOKU + "or source_uuid = '" + OTHER + "'");
        koku.execute("update " + usage + " set infrastructure_markup_cost = null, infrastructure_project_markup_cost = null");
        ScenarioCheck.requireExpectedRows(scenario, scenario.expectedTables(), database, List.of());
    }
}
