package io.costflow.job;

import static io.costflow.job.FleetSource.ALPHA;
import static io.costflow.job.FleetSource.AWS;
import static io.costflow.job.FleetSource.BRAVO;
import static io.costflow.job.FleetSource.CHARLIE;
import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.inventory.SurveyRun;
import io.costflow.metrics.CostflowMetric;
import io.costflow.publish.DayReport;
import io.costflow.publish.DayReport.Outcome;
import io.costflow.scenario.Scenario;
import io.costflow.scenario.ScenarioDatabase;
import io.costflow.scenario.Scenarios;
import io.costflow.settings.DayRange;
import io.costflow.settings.InventorySettings;
import io.costflow.settings.LakeSettings;
import io.costflow.settings.OutputSelection;
import io.costflow.settings.Settings;
import io.costflow.testbed.KokuDatabase;
import io.costflow.testing.SharedServers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Where Costflow keeps koku's tables of what there is, the job fills them from nothing, uses them in the same run, and writes nothing in the next:
 * {@code InventoryScenariosTest} shows it of every scenario without Flink.
 */
class InventoryIT {

    private static final String AWS_SCENARIO = "aws-18-multi-cluster-shared-disk-T";
    private static final String PERIODS = "select cluster_id || cluster_alias || (report_period_start at time zone 'UTC') || (report_period_end at time zone 'UTC')"
            + " || provider_id from org1234567.reporting_ocpusagereportperiod order by 1";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final JobCluster jobs = JobCluster.shared();

    @TempDir(cleanup = CleanupMode.ALWAYS)
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {AWS_SCENARIO, "fz-gcp-01"})
    void oneRunOverNothingGivesTheIncumbentsRowsAndTheNextWritesNothing(String name) throws Exception {
        Scenario scenario = Scenarios.named(name);
        KokuDatabase database = emptied(scenario);
        Settings settings = settings(scenario, database);

        List<DayReport> first = jobs.run(settings);

        ScenarioCheck.requireExpectedRows(scenario, scenario.expectedTablesOfAllOutputs(), database, first);
        KokuInventory.requireExpectedLinks(scenario, database);
        if (KokuInventory.window(scenario).equals(scenario.window())) {
            KokuInventory.requireExpectedObjects(scenario, database);
        }
        assertThat(first).extracting(DayReport::outcome).doesNotContain(Outcome.HELD_BACK, Outcome.SUPERSEDED);
        assertThat(jobs.sum(CostflowMetric.DAYS_ASSEMBLED_AGAIN)).isZero();
        List<String> versions = versions(scenario, database);

        assertThat(jobs.run(settings)).extracting(DayReport::outcome).containsOnly(Outcome.UNCHANGED);
        assertThat(versions(scenario, database)).isEqualTo(versions);
        assertThat(jobs.run(TestSettings.rebuilding(settings))).extracting(DayReport::outcome).containsOnly(Outcome.UNCHANGED);
        assertThat(versions(scenario, database)).isEqualTo(versions);
    }

    @Test
    void aClusterThatWasRenamedComesBackWithAllThatBelongsToIt() throws Exception {
        Scenario scenario = Scenarios.named(AWS_SCENARIO);
        KokuDatabase database = emptied(scenario);
        SurveyRun.of(settings(scenario, database));
        String other = "insert into org1234567.reporting_ocp_clusters (cluster_id, cluster_alias, provider_id)"
                + " select cluster_id, cluster_alias || ' of before', provider_id from org1234567.reporting_ocp_clusters; ";
        database.runScript(other + "insert into org1234567.reporting_ocp_projects (project, cluster_id)"
                + " select 'old', uuid from org1234567.reporting_ocp_clusters where cluster_alias like '% of before'; delete from org1234567.reporting_ocp_nodes");

        SurveyRun.of(settings(scenario, database));

        KokuInventory.requireExpectedObjects(scenario, database);
    }

    @Test
    void anotherAliasIsTakenOverAndWhatIsKnownStays() throws Exception {
        Scenario scenario = Scenarios.named(AWS_SCENARIO);
        KokuDatabase database = emptied(scenario);
        SurveyRun.of(settings(scenario, database));
        database.runScript("update org1234567.reporting_ocp_clusters set cluster_alias = 'before';"
                + " insert into org1234567.reporting_ocp_projects (project, cluster_id) select 'old', uuid from org1234567.reporting_ocp_clusters;"
                + " update org1234567.reporting_ocp_nodes set node_role = 'infra', architecture = 'x'");

        assertThat(SurveyRun.of(settings(scenario, database)).rows()).as("the aliases of two clusters").isEqualTo(2);
        assertThat(RowVersions.query(database, "select count(*) from org1234567.reporting_ocp_projects where project = 'old'")).containsExactly("2");
        assertThat(RowVersions.query(database, "select distinct node_role from org1234567.reporting_ocp_nodes")).containsExactly("infra");
    }

    @Test
    void writersAtOnceWriteEachRowOnce() throws Exception {
        Scenario scenario = Scenarios.named("fz-gcp-01");
        KokuDatabase database = emptied(scenario);
        ExecutorService writers = Executors.newFixedThreadPool(3);
        try {
            List<Future<SurveyRun>> runs = new ArrayList<>();
            for (int writer = 0; writer < 3; writer++) {
                runs.add(writers.submit(() -> SurveyRun.of(settings(scenario, database))));
            }
            for (Future<SurveyRun> run : runs) {
                run.get();
            }
        } finally {
            writers.shutdownNow();
        }

        KokuInventory.requireExpectedObjects(scenario, database);
        KokuInventory.requireExpectedLinks(scenario, database);
    }

    @Test
    void aLinkThatKokuHasSetWins() throws Exception {
        Scenario scenario = Scenarios.named(AWS_SCENARIO);
        KokuDatabase database = emptied(scenario);
        String elsewhere = "00000000-0000-0000-0000-0000000000ee";
        database.runScript("insert into public.api_provider (uuid, name, type) values ('" + elsewhere + "', 'Elsewhere', 'Azure');"
                + " insert into public.api_providerinfrastructuremap (id, infrastructure_type, infrastructure_provider_id) values (77, 'Azure', '" + elsewhere + "');"
                + " update public.api_provider set infrastructure_id = 77 where uuid = '" + AwsRun.ALPHA + "'");

        SurveyRun.of(settings(scenario, database));

        assertThat(RowVersions.query(database, "select infrastructure_type from public.api_provider p join public.api_providerinfrastructuremap m"
                + " on m.id = p.infrastructure_id where type = 'OCP' order by p.uuid")).containsExactly("Azure", "AWS");
    }

    @Test
    void usageOnTheInvoiceOfAnotherMonthAddsNoServices() throws Exception {
        Scenario scenario = Scenarios.named("fz-gcp-01");
        KokuDatabase database = emptied(scenario);
        LocalDate first = scenario.window().from();

        SurveyRun.of(settings(scenario, database, new DayRange(first, first)));

        assertThat(RowVersions.query(database, "select service_alias from org1234567.reporting_gcp_topology order by 1"))
                .as("without what is on September's invoice alone").containsExactly(
                        "CDN", "Cloud DNS", "Cloud Domains", "Compute Engine", "Firewall", "NAT",
                        "Network", "Route", "Service Discovery", "Storage", "Traffic Director", "VPC");
    }

    @Test
    void aReportPeriodIsCreatedForAMonthWithFilesIfTheConfigurationSaysSo() throws Exception {
        Scenario scenario = Scenarios.named("x03-node-roles");
        KokuDatabase database = emptied(scenario);
        List<String> before = RowVersions.query(database, PERIODS);
        database.runScript("delete from org1234567.reporting_ocpusagereportperiod");
        DayRange twoMonths = new DayRange(scenario.window().from(), scenario.window().to().plusMonths(1));
        Settings settings = TestSettings.of(TestSettings.folder(scenario.lake()), database, twoMonths, scenario.sources());

        assertThat(jobs.run(settings)).extracting(DayReport::outcome).containsOnly(Outcome.HELD_BACK);
        Settings creating = TestSettings.keeping(new InventorySettings(InventorySettings.Writer.KOKU, true), settings);
        assertThat(jobs.run(creating)).extracting(DayReport::outcome).containsOnly(Outcome.PUBLISHED);

        assertThat(RowVersions.query(database, PERIODS)).isEqualTo(before);
        assertThat(jobs.run(creating)).extracting(DayReport::outcome).containsOnly(Outcome.UNCHANGED);
        assertThat(RowVersions.query(database, PERIODS)).isEqualTo(before);
    }

    @Test
    void aBillThatComesLateLinksTheClustersOfARunThatGoesOn() throws Exception {
        FolderStore store = FolderStore.in(folder.resolve("lake"));
        LocalDate first = LocalDate.of(2025, 10, 1);
        KokuDatabase database = SharedServers.database().createDatabase();
        FleetTables tables = FleetTables.insert(database, first);
        tables.leaveAccount(ALPHA);
        tables.leaveAccount(BRAVO);
        FleetLake lake = new FleetLake(store, folder.resolve("staging"));
        for (FleetSource cluster : List.of(ALPHA, BRAVO, CHARLIE)) {
            lake.deliver(cluster, first, 4, 1);
        }
        LakeSettings where = store.settings();
        Settings settings = KokuInventory.keptByCostflow(
                TestSettings.continuous(folder.resolve("state"), TestSettings.of(where, database, first, first.plusDays(2), List.of())));

        try (ContinuousJob job = ContinuousJob.start(settings)) {
            Eventually.within(PATIENCE, () -> {
                job.requireRunning();
                assertThat(published(database, "openshift")).hasSize(3);
            });
            List<String> rows = RowVersions.query(database, "select uuid || ' ' || xmin from org1234567.reporting_ocpusagelineitem_daily_summary order by 1");
            assertThat(RowVersions.query(database, "select count(*) from org1234567.reporting_ocp_nodes")).doesNotContain("0");

            lake.deliver(AWS, first, 4, 1);

            Eventually.within(PATIENCE, () -> {
                job.requireRunning();
                assertThat(published(database, "openshift-on-aws")).hasSize(1);
                assertThat(RowVersions.query(database, "select distinct cluster_alias from org1234567.reporting_ocpawscostlineitem_project_daily_summary_p order by 1"))
                        .containsExactly("ALPHA", "BRAVO", "CHARLIE");
            });
            assertThat(RowVersions.query(database, "select count(*) from public.api_provider where infrastructure_id is not null")).containsExactly("3");
            assertThat(RowVersions.query(database, "select uuid || ' ' || xmin from org1234567.reporting_ocpusagelineitem_daily_summary order by 1"))
                    .as("rows of usage").isEqualTo(rows);
        }
    }

    private static List<String> published(KokuDatabase database, String output) throws Exception {
        return RowVersions.query(database, "select case when to_regclass('org1234567.costflow_status') is null then null else 'there' end").contains(null)
                ? List.of()
                : RowVersions.query(database, "select source_uuid::text from org1234567.costflow_status where output = '" + output + "' and published_revision is not null");
    }

    private static KokuDatabase emptied(Scenario scenario) throws Exception {
        KokuDatabase database = SharedServers.database().createDatabase();
        ScenarioDatabase.load(scenario, database);
        KokuInventory.clear(database, scenario.tenant());
        return database;
    }

    private static Settings settings(Scenario scenario, KokuDatabase database) {
        return settings(scenario, database, scenario.window());
    }

    private static Settings settings(Scenario scenario, KokuDatabase database, DayRange window) {
        Settings settings = TestSettings.of(TestSettings.folder(scenario.lake()), database, window, KokuInventory.unlinked(scenario));
        return TestSettings.publishing(KokuInventory.keptByCostflow(settings), OutputSelection.ALL);
    }

    /** Which transaction wrote each row of all tables that Costflow writes. */
    private static List<String> versions(Scenario scenario, KokuDatabase database) throws Exception {
        List<String> versions = new ArrayList<>(RowVersions.of(database, scenario.tenant()));
        versions.addAll(inventory(scenario, database));
        return versions;
    }

    private static List<String> inventory(Scenario scenario, KokuDatabase database) throws Exception {
        List<String> versions = new ArrayList<>();
        for (String table : List.of("reporting_ocp_clusters", "reporting_ocp_nodes", "reporting_ocp_pvcs", "reporting_ocp_projects", "reporting_gcp_topology")) {
            versions.addAll(RowVersions.query(database, "select uuid || ' ' || xmin from " + scenario.tenant() + "." + table + " order by 1"));
        }
        versions.addAll(RowVersions.query(database, "select uuid || ' ' || xmin from public.api_provider order by 1"));
        return versions;
    }
}
