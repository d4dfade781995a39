package io.costflow.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.database.Tables;
import io.costflow.publish.EnsureRequest;
import io.costflow.publish.EnsureRequest.State;
import io.costflow.publish.RequestTable;
import io.costflow.scenario.Scenario;
import io.costflow.scenario.ScenarioDatabase;
import io.costflow.scenario.Scenarios;
import io.costflow.settings.ServeSettings;
import io.costflow.settings.Settings;
import io.costflow.testbed.KokuDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Days are asked of a running job, as koku's statements do after their deletes: they are right in the tables when the answer comes. */
class EnsuredDaysIT {

    private static final String CLUSTER = "00000000-0000-0000-0000-000000000001";
    private static final String DAY = "2025-10-01";
    private static final Duration SOON = Duration.ofSeconds(40);

    private final Scenario scenario = Scenarios.named("xa05-tags-disks-network");
    private final String usage = scenario.tenant() + "." + KokuTasks.USAGE;
    private final String projects = scenario.tenant() + "." + KokuTasks.PROJECTS;

    @TempDir(cleanup = CleanupMode.ALWAYS)
    private Path folder;

    private Path lake;
    private KokuDatabase database;
    private KokuTasks koku;
    private Settings settings;
    private String cloud;
    private ContinuousJob job;

    @BeforeEach
    void startOnRequest() throws Exception {
        lake = folder.resolve("lake");
        LakeCopy.of(scenario, lake);
        database = JobCluster.shared().database();
        ScenarioDatabase.load(scenario, database);
        koku = new KokuTasks(database);
        koku.partition(KokuTasks.USAGE, "2025-10");
        koku.partition(KokuTasks.PROJECTS, "2025-10");
        cloud = scenario.sources().stream().filter(source -> source.clusterId() == null).findFirst().orElseThrow().uuid();
        settings = settings(DAY);
        job = ContinuousJob.start(settings);
    }

    private Settings settings(String day) {
        Settings bounded = TestSettings.of(TestSettings.folder(lake), database, LocalDate.parse(day), LocalDate.parse(day), scenario.sources());
        return TestSettings.serving(new ServeSettings(null, ServeSettings.Publish.ON_REQUEST),
                TestSettings.continuous(folder.resolve("state"), TestSettings.publishing(bounded, "openshift", "openshift-on-aws", "aws")));
    }

    @AfterEach
    void stop() throws Exception {
        job.close();
    }

    @Test
    void nothingIsWrittenUnaskedAndWhatIsAskedForIsRight() throws Exception {
        EnsureRequest first = ensure(CLUSTER, "openshift", null);
        assertThat(first.rows()).as("rows of the cluster's day").isPositive().isEqualTo(count(usage));
        assertThat(count(projects)).as("rows that were not asked for").isZero();

        EnsureRequest clouds = ensure(cloud, "openshift-on-aws", KokuTasks.PROJECTS);
        assertThat(clouds.rows()).as("rows of the table that was asked about").isPositive().isEqualTo(count(projects));

        koku.deleteWindow(CLUSTER, DAY, DAY);
        koku.truncate(KokuTasks.PROJECTS, "2025-10");
        assertThat(ensure(CLUSTER, "openshift", null).rows()).as("rows that koku has deleted").isEqualTo(first.rows());
        assertThat(ensure(cloud, "openshift-on-aws", KokuTasks.PROJECTS).rows()).as("rows that koku has truncated").isEqualTo(clouds.rows());
        assertThat(count(usage)).isEqualTo(first.rows());

        List<String> written = RowVersions.query(database, "select distinct xmin::text from " + usage);
        ensure(CLUSTER, "openshift", null);
        assertThat(RowVersions.query(database, "select distinct xmin::text from " + usage)).as("transactions that wrote the rows").isEqualTo(written);

        koku.execute("update %s.reporting_ocpusagereportperiod set id = id + 1000", scenario.tenant());
        koku.deleteWindow(CLUSTER, DAY, DAY);
        ensure(CLUSTER, "openshift", null);
        assertThat(RowVersions.query(database, "select distinct report_period_id >= 1000 from " + usage)).as("reference data of a moment ago").containsExactly("t");

        koku.execute("insert into %s.costflow_source (source_uuid, mode) values ('%s', 'trino')", scenario.tenant(), CLUSTER);
        EnsureRequest refused = answer(ask(CLUSTER, "openshift", null));
        assertThat(refused.state()).isEqualTo(State.FAILED);
        assertThat(refused.reason()).contains("is in mode trino");
    }

    @Test
    void aDayThatIsHeldBackIsAnsweredWithItsLastGoodRevision() throws Exception {
        EnsureRequest first = ensure(CLUSTER, "openshift", null);
        EnsureRequest clouds = ensure(cloud, "openshift-on-aws", KokuTasks.PROJECTS);
        for (Path file : LakeCopy.files(lake)) {
            if (file.toString().contains("pod_usage") && file.toString().contains(CLUSTER) && file.toString().contains("daily")) {
                Files.writeString(file, "not Parquet");
                Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofMinutes(2)))); // else the rest of a delivery would be waited for
            }
        }
        koku.deleteWindow(CLUSTER, DAY, DAY);
        koku.truncate(KokuTasks.PROJECTS, "2025-10");

        EnsureRequest again = ensure(CLUSTER, "openshift", null);
        assertThat(again.reason()).contains("is held back, and the tables hold its last good revision").contains("not a Parquet file");
        assertThat(again.rows()).isEqualTo(first.rows()).isEqualTo(count(usage));
        EnsureRequest cloudsAgain = ensure(cloud, "openshift-on-aws", KokuTasks.PROJECTS);
        assertThat(cloudsAgain.reason()).contains("The day of the cluster").contains("not a Parquet file");
        assertThat(cloudsAgain.rows()).isEqualTo(clouds.rows()).isEqualTo(count(projects));
    }

    @Test
    void requestsOutliveTheJobAndItsWindow() throws Exception {
        EnsureRequest first = ensure(CLUSTER, "openshift", null);
        EnsureRequest clouds = ensure(cloud, "openshift-on-aws", KokuTasks.PROJECTS);
        koku.deleteWindow(CLUSTER, DAY, DAY);
        job.close();
        UUID id = ask(CLUSTER, "openshift", null);
        job = ContinuousJob.start(settings);
        assertThat(answer(id).rows()).isEqualTo(count(usage)).isPositive();

        job.close();
        koku.deleteWindow(CLUSTER, DAY, DAY);
        koku.truncate(KokuTasks.PROJECTS, "2025-10");
        job = ContinuousJob.start(settings("2025-12-01"));
        assertThat(ensure(cloud, "openshift-on-aws", KokuTasks.PROJECTS).rows()).as("rows of a day of which the cluster has no summary yet").isZero();
        assertThat(ensure(CLUSTER, "openshift", null).rows()).as("rows of a day outside the window").isEqualTo(first.rows()).isEqualTo(count(usage));
        assertThat(ensure(cloud, "openshift-on-aws", KokuTasks.PROJECTS).rows()).as("rows of a cloud's day outside the window").isEqualTo(clouds.rows());
        assertThat(count(projects)).isEqualTo(clouds.rows());
    }

    private EnsureRequest ensure(String source, String output, String table) throws Exception {
        EnsureRequest answered = answer(ask(source, output, table));
        assertThat(answered.state()).as("state of the request: %s", answered.reason()).isEqualTo(State.DONE);
        return answered;
    }

    private UUID ask(String source, String output, String table) throws Exception {
        UUID id = UUID.randomUUID();
        try (Connection connection = database.connect()) {
            Eventually.within(SOON, () -> assertThat(Tables.exists(connection, scenario.tenant(), RequestTable.NAME)).as("whether the job has made its table").isTrue());
            RequestTable.ask(connection, scenario.tenant(), id, null, source, output, table, LocalDate.parse(DAY), LocalDate.parse(DAY), "a test", Duration.ofMinutes(1));
        }
        return id;
    }

    private EnsureRequest answer(UUID id) throws Exception {
        try (Connection connection = database.connect()) {
            Eventually.within(SOON, () -> {
                job.requireRunning();
                assertThat(RequestTable.find(connection, scenario.tenant(), id).orElseThrow()).matches(request -> request.state().isFinal(), "is answered");
            });
            return RequestTable.find(connection, scenario.tenant(), id).orElseThrow();
        }
    }

    private long count(String table) throws Exception {
        return Long.parseLong(RowVersions.query(database, "select count(*) from " + table).get(0));
    }
}
