package io.costflow.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.costflow.day.Grain;
import io.costflow.publish.DayReport;
import io.costflow.publish.DayReport.Outcome;
import io.costflow.scenario.RowComparison;
import io.costflow.scenario.Scenario;
import io.costflow.scenario.ScenarioDatabase;
import io.costflow.scenario.Scenarios;
import io.costflow.settings.Settings;
import io.costflow.testbed.KokuDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The summary of instances is of the whole month, whatever the window is, and follows the days' contributions: when one day changes, no other is read. */
class MonthsIT {

    private static final String INSTANCES = "reporting_awscostentrylineitem_summary_by_ec2_compute_p";
    private static final String COST = "lineitem_unblendedcost";
    private static final LocalDate DAY_3 = LocalDate.of(2025, 10, 3);
    private static final Duration SOON = Duration.ofMinutes(1);

    private final JobCluster jobs = JobCluster.shared();
    private final Scenario scenario = Scenarios.named("c-aws-ec2");
    private final Set<String> opened = ConcurrentHashMap.newKeySet();

    @TempDir(cleanup = CleanupMode.ALWAYS)
    private Path folder;

    private Path lake;
    private KokuDatabase database;

    @BeforeEach
    void copyScenario() throws Exception {
        lake = folder.resolve("lake");
        try (Stream<Path> files = Files.walk(scenario.lake())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = lake.resolve(scenario.lake().relativize(file));
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
        database = jobs.database();
        ScenarioDatabase.load(scenario, database);
        HookedFileSystem.beforeOpening(file -> opened.add(file.getName()));
    }

    @AfterEach
    void forgetHooks() {
        HookedFileSystem.reset();
    }

    @Test
    void aMonthIsWholeAlthoughTheWindowIsOneDayOfIt() throws Exception {
        Settings settings = settings(DAY_3);
        assertThat(jobs.run(settings))
                .extracting(report -> report.period().output(), report -> report.period().grain(), DayReport::outcome)
                .containsExactlyInAnyOrder(tuple("aws", Grain.DAY, Outcome.PUBLISHED), tuple("aws-ec2", Grain.MONTH, Outcome.PUBLISHED));
        assertThat(RowComparison.compare(scenario.expected(INSTANCES), ScenarioDatabase.export(database, scenario.tenant(), INSTANCES), "uuid").toString())
                .endsWith("0 missing, 0 not expected, 0 with other values");
        List<String> versions = RowVersions.of(database, scenario.tenant());

        opened.clear();
        assertThat(jobs.run(settings)).as("second run").hasSize(2).extracting(DayReport::outcome).containsOnly(Outcome.UNCHANGED);
        assertThat(opened).as("files that are read again").isEmpty();
        assertThat(jobs.run(TestSettings.rebuilding(settings))).as("rebuild").hasSize(2).extracting(DayReport::outcome).containsOnly(Outcome.UNCHANGED);
        assertThat(RowVersions.of(database, scenario.tenant())).isEqualTo(versions);

        ClusterLake.execute(database, "delete from " + scenario.tenant() + "." + INSTANCES + " where resource_id = 'i-twotags'");
        assertThat(jobs.run(settings)).as("after another program has deleted rows").filteredOn(report -> report.period().grain() == Grain.MONTH)
                .extracting(DayReport::outcome, DayReport::written).containsExactly(tuple(Outcome.PUBLISHED, 2L));
    }

    @Test
    void oneDayThatChangesIsReadAlone() throws Exception {
        Settings settings = TestSettings.continuous(folder.resolve("state"), TestSettings.emptyAfter(Duration.ofSeconds(1), settings(DAY_3)));
        try (ContinuousJob job = ContinuousJob.start(settings)) {
            awaitCost(job, "60.00");

            opened.clear();
            ParquetTable.read(file(1)).with(COST, cost -> 2 * (Double) cost).write(file(1));
            awaitCost(job, "76.80");
            assertThat(opened).as("files that were read").allMatch(file -> file.startsWith("2025-10-01"));

            Files.writeString(file(2), "no Parquet");
            Eventually.within(SOON, () -> assertThat(pending()).singleElement().asString().startsWith("Its day 2025-10-02 is held back: The file "));
            awaitCost(job, "76.80");
            job.run().stop();
        }
        opened.clear();
        Files.delete(file(2));
        try (ContinuousJob job = ContinuousJob.start(settings)) {
            awaitCost(job, "55.20");
            assertThat(pending()).isEmpty();
            assertThat(opened).as("files that were read after the restart").noneMatch(file -> file.startsWith("2025-10-01") || file.startsWith("2025-10-03"));
        }
    }

    private List<String> pending() throws Exception {
        return RowVersions.query(database, "select pending_reason from " + scenario.tenant() + ".costflow_status where output = 'aws-ec2' and pending_revision is not null");
    }

    private void awaitCost(ContinuousJob job, String cost) throws Exception {
        Eventually.within(SOON, () -> {
            job.requireRunning();
            assertThat(RowVersions.query(database, "select sum(unblended_cost)::numeric(10, 2)::text from " + scenario.tenant() + "." + INSTANCES))
                    .as(() -> statuses()).containsExactly(cost);
        });
    }

    private String statuses() {
        try {
            return RowVersions.query(database, "select output || ' ' || period_start || ' ' || coalesce(published_revision::text, 'never') || ' ' || coalesce(pending_reason, '') from "
                    + scenario.tenant() + ".costflow_status order by 1").toString();
        } catch (java.sql.SQLException e) {
            return e.toString();
        }
    }

    private Settings settings(LocalDate day) {
        return TestSettings.publishing(
                TestSettings.of(HookedFileSystem.lake(lake), database, day, day, scenario.sources()), "aws", "aws-ec2");
    }

    private Path file(int day) throws Exception {
        try (Stream<Path> files = Files.walk(lake.resolve("daily"))) {
            return files.filter(path -> path.getFileName().toString().startsWith("2025-10-0" + day) && path.toString().endsWith(".parquet")).findFirst().orElseThrow();
        }
    }
}
