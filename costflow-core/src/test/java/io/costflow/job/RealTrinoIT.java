package io.costflow.job;

import static io.costflow.job.ClusterLake.DAY_1;
import static io.costflow.job.ClusterLake.DAY_2;
import static io.costflow.job.ClusterLake.SOURCE;
import static io.costflow.job.ClusterLake.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.publish.SourceModes;
import io.costflow.serve.answer.Endpoint;
import io.costflow.serve.statement.KnownForms;
import io.costflow.serve.statement.Recognition;
import io.costflow.serve.statement.SessionStatements;
import io.costflow.serve.statement.SessionStatements.Asked;
import io.costflow.serve.statement.StatementKind;
import io.costflow.serve.statement.TrinoParser;
import io.costflow.settings.ServeSettings;
import io.costflow.settings.Settings;
import io.costflow.settings.SourceMode;
import io.costflow.testbed.KokuDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The modes with a real Trino behind the endpoint, which makes tables in Hive, reads the lake and writes to PostgreSQL. */
@EnabledIfSystemProperty(named = "trino.server", matches = ".+", disabledReason = "It needs a Trino: mvn -Preal-trino, which docs/architecture.md describes.")
class RealTrinoIT {

    private static final String SUMMARY = "hive." + TENANT + "." + KokuTasks.USAGE;
    private static final String USAGE = TENANT + "." + KokuTasks.USAGE;
    private static final Duration SOON = Duration.ofSeconds(90);

    /** What koku says before it summarises a cluster for the first time, in other words. */
    private static final List<String> TABLES = List.of(
            "CREATE SCHEMA IF NOT EXISTS hive." + TENANT,
            "CREATE TABLE IF NOT EXISTS hive." + TENANT + ".openshift_pod_usage_line_items_daily (namespace varchar, interval_start timestamp, source varchar, year varchar,"
                    + " month varchar) WITH (external_location = 'local:///lake/daily/" + TENANT + "/OCP/pod_usage', format = 'PARQUET',"
                    + " partitioned_by = ARRAY['source', 'year', 'month'])",
            "CREATE TABLE IF NOT EXISTS " + SUMMARY + " (usage_start date, line_items bigint, source varchar, year varchar, month varchar, day varchar)"
                    + " WITH (format = 'PARQUET', partitioned_by = ARRAY['source', 'year', 'month', 'day'])",
            "CALL hive.system.sync_partition_metadata('" + TENANT + "', 'openshift_pod_usage_line_items_daily', 'FULL')");

    private static final String DELETE = "DELETE FROM " + SUMMARY + " WHERE source = '" + SOURCE + "' AND year = '2025' AND month = '10' AND day = '%d'";

    private static final String INTERMEDIATE = "INSERT INTO " + SUMMARY + " (usage_start, line_items, source, year, month, day)"
            + " SELECT date(p.interval_start), count(*), p.source, p.year, p.month, cast(day(p.interval_start) AS varchar)"
            + " FROM hive." + TENANT + ".openshift_pod_usage_line_items_daily p WHERE p.source = '" + SOURCE + "' AND p.year = '2025' AND p.month = '10'"
            + " AND date(p.interval_start) = DATE '2025-10-%02d' GROUP BY 1, 3, 4, 5, 6";

    @TempDir(cleanup = CleanupMode.ALWAYS)
    private Path folder;

    private final KokuDatabase database;
    private final KokuTasks koku;
    private String summary;
    private Endpoint endpoint;

    RealTrinoIT() throws Exception {
        database = JobCluster.shared().database();
        koku = new KokuTasks(database);
    }

    @Test
    @Timeout(1800) // a Trino starts in twenty seconds on a machine that has nothing else to do
    void trinoShadowCostflowAndBack() throws Exception {
        ClusterLake.insert(database);
        ClusterLake lake = new ClusterLake(Files.createDirectories(folder.resolve("files/lake")));
        lake.write(DAY_1, 1);
        lake.write(DAY_2, 2);
        Settings settings = TestSettings.publishing(
                TestSettings.of(TestSettings.folder(lake.root()), database, DAY_1, DAY_2, List.of(ClusterLake.source(SOURCE))), "openshift");
        JobCluster.shared().run(settings);
        koku.execute("create table public.rows_of_trino as select * from %s", USAGE);
        koku.execute("truncate %s", USAGE);
        koku.execute("drop table %s.costflow_status", TENANT);
        summary = summary();

        Settings continuous = TestSettings.serving(new ServeSettings(SourceMode.TRINO, null),
                TestSettings.restoring(Duration.ofMillis(300), Duration.ofMillis(300), TestSettings.continuous(folder.resolve("state"), settings)));
        try (TrinoProcess trino = TrinoProcess.start(folder.resolve("files"), database, folder.resolve("trino"));
                ContinuousJob job = ContinuousJob.start(continuous)) {
            ServeSettings serve = new ServeSettings(SourceMode.TRINO, null, "localhost:0", trino.url(), true, SOON);
            endpoint = Endpoint.start(TestSettings.serving(serve, settings), KnownForms.ofKoku()
                    .with(form(INTERMEDIATE.formatted(1)), StatementKind.USAGE_INTERMEDIATE).with(form(summary.formatted(1)), StatementKind.USAGE_SUMMARY));
            try {
                run(TABLES);
                walk(trino, job);
            } finally {
                endpoint.close();
            }
        }
    }

    private void walk(TrinoProcess trino, ContinuousJob job) throws Exception {
        summarise(DAY_1);
        summarise(DAY_2);
        expectRows("1", "2");
        assertThat(intermediate(trino)).as("intermediate rows in Hive").isEqualTo(2);

        mode(SourceMode.SHADOW);
        expectComparison(job, DAY_1, 0);
        koku.execute("update public.rows_of_trino set pod_usage_cpu_core_hours = pod_usage_cpu_core_hours + 1 where namespace = 'shop' and data_source = 'Pod'"
                + " and usage_start = '%s'", DAY_1);
        summarise(DAY_1);
        expectRows("2", "2");
        expectComparison(job, DAY_1, 1);

        mode(SourceMode.COSTFLOW);
        try (Connection past = trino.connect(TENANT); Statement statement = past.createStatement()) {
            statement.execute("DELETE FROM " + SUMMARY + " WHERE source = '" + SOURCE + "' AND year = '2025' AND month = '10' AND day = '1'");
        }
        summarise(DAY_1);
        expectRows("1", "2");
        Eventually.within(SOON, () -> assertThat(intermediate(trino)).as("intermediate rows, which are kept as they would be").isEqualTo(2));

        mode(SourceMode.TRINO);
        summarise(DAY_1);
        expectRows("2", "2");
        assertThat(RowVersions.query(database, "select count(*) from " + USAGE)).as("rows, none twice")
                .isEqualTo(RowVersions.query(database, "select count(*) from public.rows_of_trino"));
        assertThat(intermediate(trino)).isEqualTo(2);
    }

    /** Copies rows that were computed before for the days that the intermediate table has. */
    private String summary() throws Exception {
        List<String> columns = RowVersions.query(database, "select column_name from information_schema.columns where table_schema = '" + TENANT + "' and table_name = '"
                + KokuTasks.USAGE + "' and column_name <> 'uuid' order by 1");
        String values = columns.stream().map(column -> "r." + column).collect(Collectors.joining(", "));
        return "INSERT INTO postgres." + USAGE + " (uuid, " + String.join(", ", columns) + ") SELECT uuid(), " + values + " FROM " + SUMMARY + " s"
                + " JOIN postgres.public.rows_of_trino r ON r.usage_start = s.usage_start AND cast(r.source_uuid AS varchar) = s.source"
                + " WHERE s.source = '" + SOURCE + "' AND s.year = '2025' AND s.month = '10' AND s.day IN ('%d')";
    }

    /** What koku does for a cluster's day: it deletes the rows, and has them written. */
    private void summarise(LocalDate day) throws Exception {
        koku.deleteWindow(SOURCE, day.toString(), day.toString());
        int number = day.getDayOfMonth();
        run(List.of(DELETE.formatted(number), INTERMEDIATE.formatted(number), summary.formatted(number)));
    }

    private void run(List<String> statements) throws SQLException {
        try (Connection client = DriverManager.getConnection("jdbc:trino://localhost:" + endpoint.port() + "/hive/" + TENANT + "?user=admin");
                Statement statement = client.createStatement()) {
            for (String text : statements) {
                statement.execute(text);
            }
        }
    }

    private void expectRows(String firstDay, String secondDay) throws Exception {
        assertThat(ClusterLake.published(database)).containsExactly(DAY_1 + " " + firstDay, DAY_2 + " " + secondDay);
    }

    private static long intermediate(TrinoProcess trino) throws SQLException {
        try (Connection past = trino.connect(TENANT); Statement statement = past.createStatement();
                var rows = statement.executeQuery("SELECT count(*) FROM " + SUMMARY)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private void expectComparison(ContinuousJob job, LocalDate day, int different) throws Exception {
        Eventually.within(SOON, () -> {
            job.requireRunning();
            assertThat(RowVersions.query(database, "select (equal > 0, missing, surplus, different)::text from " + TENANT + ".costflow_comparison where source_uuid = '"
                    + SOURCE + "' and period_start = '" + day + "'")).containsExactly("(t,0,0," + different + ")");
        });
    }

    private void mode(SourceMode mode) throws Exception {
        try (Connection connection = database.connect()) {
            SourceModes.create(connection, TENANT);
            SourceModes.set(connection, TENANT, SOURCE, SourceModes.ALL_OUTPUTS, mode);
        }
        Thread.sleep(600); // longer than the endpoint remembers a mode
    }

    private static String form(String statement) throws Exception {
        Asked.Run asked = (Asked.Run) new SessionStatements(new TrinoParser()).unwrap(statement, Map.of());
        return new Recognition(KnownForms.ofKoku()).recognise(asked.statement(), "hive", TENANT).fingerprint();
    }
}
