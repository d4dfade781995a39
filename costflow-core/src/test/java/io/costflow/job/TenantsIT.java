package io.costflow.job;

import static io.costflow.job.ClusterLake.DAY_1;
import static io.costflow.job.ClusterLake.DAY_2;
import static io.costflow.job.ClusterLake.DAY_3;
import static io.costflow.job.ClusterLake.execute;
import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.cli.Preflight;
import io.costflow.provider.openshift.OpenShift;
import io.costflow.publish.DayReport;
import io.costflow.publish.DayReport.Outcome;
import io.costflow.settings.Settings;
import io.costflow.settings.SourceSettings;
import io.costflow.testbed.KokuDatabase;
import io.costflow.testing.SharedServers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be read or stored of one tenant holds back the days of that tenant only, until it can. */
class TenantsIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String OURS = ClusterLake.TENANT;
    private static final String THEIRS = "org7654321";
    private static final String THEIR_SOURCE = "00000000-0000-0000-0000-000000000002";
    private static final String SUMMARY = THEIRS + "." + ScenarioCheck.SUMMARY;

    @TempDir(cleanup = CleanupMode.ALWAYS)
    private Path folder;

    private ClusterLake ours;
    private ClusterLake theirs;
    private KokuDatabase database;
    private Settings settings;

    @BeforeEach
    void twoTenantsWithADayEach() throws Exception {
        Path lake = Files.createDirectories(folder.resolve("lake"));
        ours = new ClusterLake(lake, OURS, ClusterLake.SOURCE);
        theirs = new ClusterLake(lake, THEIRS, THEIR_SOURCE);
        database = SharedServers.database().createDatabase();
        database.createTenant(THEIRS);
        insertPeriod(OURS, ClusterLake.SOURCE);
        insertPeriod(THEIRS, THEIR_SOURCE);
        settings = TestSettings.of(TestSettings.folder(lake), database, DAY_1, DAY_3, List.of(source(OURS, ClusterLake.SOURCE), source(THEIRS, THEIR_SOURCE)));
        write(DAY_1, 1);
    }

    @Test
    void rightsAndTablesThatOneTenantLacksAtTheStartAndLosesAndGetsBackWhileItRuns() throws Exception {
        execute(database, "revoke usage on schema " + THEIRS + " from costflow");
        List<String> leftOut = new ArrayList<>();

        assertThat(Preflight.check(settings, leftOut::add)).as("what keeps the run from working").isEmpty();
        assertThat(leftOut).isNotEmpty().allSatisfy(sentence -> assertThat(sentence).contains("tenant " + THEIRS, "grant usage on schema"));
        try (ContinuousJob job = ContinuousJob.start(TestSettings.continuous(folder.resolve("state"), settings))) {
            requirePublished(job, OURS, "2025-10-01 1");
            requireLeftOut(job, 1);
            execute(database, "grant usage on schema " + THEIRS + " to costflow");
            requirePublished(job, THEIRS, "2025-10-01 1");

            execute(database, "revoke insert, update on " + SUMMARY + " from costflow");
            write(DAY_2, 2);
            requirePublished(job, OURS, "2025-10-01 1", "2025-10-02 2");
            requireHeldBack(job, DAY_2, "42501");
            requireTables(THEIRS, "2025-10-01 1");
            execute(database, "grant insert, update on " + SUMMARY + " to costflow");
            requirePublished(job, THEIRS, "2025-10-01 1", "2025-10-02 2");

            execute(database, "alter table " + SUMMARY + " rename to being_migrated");
            write(DAY_3, 3);
            requirePublished(job, OURS, "2025-10-01 1", "2025-10-02 2", "2025-10-03 3");
            requireHeldBack(job, DAY_3, "42P01");
            execute(database, "alter table " + THEIRS + ".being_migrated rename to " + ScenarioCheck.SUMMARY);
            requirePublished(job, THEIRS, "2025-10-01 1", "2025-10-02 2", "2025-10-03 3");

            execute(database, "revoke select on " + THEIRS + ".reporting_enabledtagkeys from costflow");
            requireLeftOut(job, 2);
            write(DAY_1, 4);
            requirePublished(job, OURS, "2025-10-01 4", "2025-10-02 2", "2025-10-03 3");
            requireTables(THEIRS, "2025-10-01 1", "2025-10-02 2", "2025-10-03 3");
            execute(database, "grant select on " + THEIRS + ".reporting_enabledtagkeys to costflow");
            requirePublished(job, THEIRS, "2025-10-01 4", "2025-10-02 2", "2025-10-03 3");

            execute(database, "alter table " + THEIRS + ".costflow_status owner to koku");
            write(DAY_2, 5);
            requirePublished(job, OURS, "2025-10-01 4", "2025-10-02 5", "2025-10-03 3");
            execute(database, "alter table " + THEIRS + ".costflow_status owner to costflow");
            requirePublished(job, THEIRS, "2025-10-01 4", "2025-10-02 5", "2025-10-03 3");

            assertThat(job.warnings()).as("the job has never failed").noneMatch(warning -> warning.contains("restarts"));
        }
    }

    @Test
    void aRunThatEndsPublishesTheOthersAndNamesTheDaysOfTheTenant() throws Exception {
        execute(database, "revoke select on " + THEIRS + ".reporting_ocp_nodes from costflow");
        List<DayReport> unreadable = JobCluster.shared().run(settings);
        execute(database, "grant select on " + THEIRS + ".reporting_ocp_nodes to costflow; revoke delete on " + SUMMARY + " from costflow");
        write(DAY_1, 2);
        List<DayReport> unwritable = JobCluster.shared().run(settings);

        for (List<DayReport> reports : List.of(unreadable, unwritable)) {
            assertThat(reports).filteredOn(report -> report.period().tenant().equals(OURS)).extracting(DayReport::outcome).containsExactly(Outcome.PUBLISHED);
        }
        assertThat(unreadable).filteredOn(report -> report.period().tenant().equals(THEIRS)).singleElement().satisfies(report -> {
            assertThat(report.outcome()).isEqualTo(Outcome.HELD_BACK);
            assertThat(report.heldBack().reason()).contains("reporting_ocp_nodes", "42501");
        });
        requireTables(OURS, "2025-10-01 2");
    }

    @Test
    void tenantsThatAreDiscoveredAreServedOnceTheyAreGranted() throws Exception {
        String third = "org5555555";
        String thirdSource = "00000000-0000-0000-0000-000000000003";
        execute(database, "create schema template0; create table template0.reporting_tenant_api_provider (id int)");
        insertProvider(OURS, ClusterLake.SOURCE);
        insertProvider(THEIRS, THEIR_SOURCE);
        execute(database, "revoke usage on schema " + THEIRS + " from costflow");
        Settings discovering = TestSettings.continuous(folder.resolve("state"),
                TestSettings.of(settings.lake(), database, DAY_1, DAY_3, List.of()));

        assertThat(Preflight.check(discovering, leftOut -> {})).as("what keeps the run from working").isEmpty();
        try (ContinuousJob job = ContinuousJob.start(discovering)) {
            requirePublished(job, OURS, "2025-10-01 1");
            requireLeftOut(job, 1);

            new ClusterLake(folder.resolve("lake"), third, thirdSource).write(DAY_1, 3);
            database.createTenant(third);
            insertPeriod(third, thirdSource);
            insertProvider(third, thirdSource);
            requirePublished(job, third, "2025-10-01 3");

            execute(database, "grant usage on schema " + THEIRS + " to costflow");
            requirePublished(job, THEIRS, "2025-10-01 1");
            requirePublished(job, OURS, "2025-10-01 1");
            assertThat(job.warnings()).noneMatch(warning -> warning.contains("template0")).noneMatch(warning -> warning.contains("restarts"));
        }
    }

    @Test
    void aRunIsRefusedWhenNoTenantCanBeServed() throws Exception {
        for (String tenant : List.of(OURS, THEIRS)) {
            execute(database, "revoke select on " + tenant + ".reporting_ocp_nodes from costflow");
        }

        assertThat(Preflight.check(settings, leftOut -> {})).hasSize(2);
    }

    private void write(LocalDate day, double coreHours) throws Exception {
        theirs.write(day, coreHours);
        ours.write(day, coreHours);
    }

    private static SourceSettings source(String tenant, String uuid) {
        return SourceSettings.cluster(tenant, OpenShift.TYPE, uuid, "my-cluster", "My Cluster", null);
    }

    private void insertPeriod(String tenant, String source) throws Exception {
        execute(database, "insert into " + tenant + ".reporting_ocpusagereportperiod (cluster_id, report_period_start, report_period_end, provider_id)"
                + " values ('my-cluster', '2025-10-01 00:00Z', '2025-11-01 00:00Z', '" + source + "')");
    }

    /** As koku does when a source is added to a tenant. */
    private void insertProvider(String tenant, String source) throws Exception {
        execute(database, "with authentication as (insert into public.api_providerauthentication (credentials) values ('{\"cluster_id\": \"my-cluster\"}') returning id)"
                + " insert into public.api_provider (uuid, name, type, authentication_id) select '" + source + "', 'My Cluster', 'OCP', id from authentication;"
                + " insert into " + tenant + ".reporting_tenant_api_provider (name, type, provider_id) values ('My Cluster', 'OCP', '" + source + "')");
    }

    private void requirePublished(ContinuousJob job, String tenant, String... days) throws Exception {
        Eventually.within(PATIENCE, () -> {
            job.requireRunning();
            requireTables(tenant, days);
        });
    }

    /** The core-hours of the pod on every published day. */
    private void requireTables(String tenant, String... days) throws Exception {
        assertThat(RowVersions.query(database, "select usage_start || ' ' || trim_scale(pod_usage_cpu_core_hours) from " + tenant + "." + ScenarioCheck.SUMMARY
                + " where namespace = 'shop' and data_source = 'Pod' order by 1")).as("days of " + tenant).containsExactly(days);
    }

    private void requireHeldBack(ContinuousJob job, LocalDate day, String sqlState) throws Exception {
        Eventually.within(PATIENCE, () -> {
            job.requireRunning();
            assertThat(RowVersions.query(database, "select pending_sqlstate from " + THEIRS + ".costflow_status where period_start = '" + day + "'"))
                    .as("why " + day + " is held back").containsExactly(sqlState);
        });
    }

    private static void requireLeftOut(ContinuousJob job, int times) throws Exception {
        Eventually.within(PATIENCE, () -> assertThat(job.warnings()).filteredOn(warning -> warning.contains("The tenant " + THEIRS + " is left out")).hasSize(times));
    }
}
