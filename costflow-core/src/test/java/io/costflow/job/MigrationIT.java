package io.costflow.job;

import static io.costflow.job.ClusterLake.DAY_1;
import static io.costflow.job.ClusterLake.DAY_2;
import static io.costflow.job.ClusterLake.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.publish.SourceModes;
import io.costflow.serve.answer.Endpoint;
import io.costflow.serve.protocol.Answer;
import io.costflow.serve.protocol.ClientStatement;
import io.costflow.serve.protocol.StatementRouter;
import io.costflow.serve.protocol.TrinoServer;
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
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The four steps of docs/migration.md with a way back, by a koku that deletes, sends its statements and goes on, and something in the real Trino's place. */
class MigrationIT {

    private static final String FIRST = ClusterLake.SOURCE;
    private static final String SECOND = "00000000-0000-0000-0000-000000000002";
    private static final String USAGE = TENANT + "." + KokuTasks.USAGE;
    private static final Duration SOON = Duration.ofSeconds(40);

    /** What koku's statements of a cluster's summary do, in other words: the intermediate rows go and come, and are copied into PostgreSQL. */
    private static final List<String> STATEMENTS = List.of(
            "DELETE FROM hive.org1234567.reporting_ocpusagelineitem_daily_summary WHERE source = '%1$s' AND year = '2025' AND month = '10' AND day = '%2$d'",
            "INSERT INTO hive.org1234567.reporting_ocpusagelineitem_daily_summary (namespace, usage_start, source, year, month, day) SELECT p.namespace,"
                    + " date(p.interval_start), p.source, p.year, p.month, cast(day(p.interval_start) AS varchar) FROM hive.org1234567.openshift_pod_usage_line_items_daily p"
                    + " WHERE p.source = '%1$s' AND p.year = '2025' AND p.month = '10' GROUP BY 1, 2, 3, 4, 5, 6",
            "INSERT INTO postgres.org1234567.reporting_ocpusagelineitem_daily_summary (uuid, namespace, usage_start, source_uuid) SELECT uuid(), s.namespace,"
                    + " s.usage_start, cast(s.source AS uuid) FROM hive.org1234567.reporting_ocpusagelineitem_daily_summary s"
                    + " WHERE s.source = '%1$s' AND s.year = '2025' AND s.month = '10' AND s.day IN ('%2$d')");

    private static final Pattern ASKED = Pattern.compile("INTO postgres\\..* s\\.source = '([^']*)'.* s\\.day IN \\('(\\d+)'\\)", Pattern.DOTALL);

    @TempDir(cleanup = CleanupMode.ALWAYS)
    private Path folder;

    private final List<String> recorded = new CopyOnWriteArrayList<>();
    private KokuDatabase database;
    private KokuTasks koku;
    private ClusterLake lake;
    private Settings settings;
    private TrinoServer trino;
    private ContinuousJob job;
    private Endpoint endpoint;

    @BeforeEach
    void start() throws Exception {
        database = JobCluster.shared().database();
        koku = new KokuTasks(database);
        ClusterLake.insert(database);
        ClusterLake.insertPeriod(database, SECOND);
        lake = new ClusterLake(Files.createDirectory(folder.resolve("lake")));
        ClusterLake other = new ClusterLake(lake.root(), SECOND);
        lake.write(DAY_1, 1);
        lake.write(DAY_2, 2);
        other.copy(DAY_1, lake);
        other.copy(DAY_2, lake);
        settings = TestSettings.publishing(TestSettings.of(
                TestSettings.folder(lake.root()), database, DAY_1, DAY_2, List.of(ClusterLake.source(FIRST), ClusterLake.source(SECOND))), "openshift");
        JobCluster.shared().run(settings);
        koku.execute("create table public.rows_of_trino as select * from %s", USAGE);
        koku.execute("truncate %s", USAGE);
        koku.execute("drop table %s.costflow_status", TENANT);
        trino = TrinoServer.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), new TrinoOfTheTest(), Optional.empty());
        job = ContinuousJob.start(TestSettings.serving(
                new ServeSettings(SourceMode.TRINO, null),
                TestSettings.restoring(Duration.ofMillis(300), Duration.ofMillis(300), TestSettings.continuous(folder.resolve("state"), settings))));
        endpoint = endpoint(SourceMode.TRINO, "http://localhost:" + trino.port(), true);
    }

    @AfterEach
    void stop() throws Exception {
        endpoint.close();
        job.close();
        trino.close();
    }

    private Endpoint endpoint(SourceMode mode, String trinoUrl, boolean keepWarm) throws Exception {
        ServeSettings serve = new ServeSettings(mode, null, "localhost:0", trinoUrl, keepWarm, SOON);
        return Endpoint.start(TestSettings.serving(serve, settings), KnownForms.ofKoku().with(form(STATEMENTS.get(1)), StatementKind.USAGE_INTERMEDIATE)
                .with(form(STATEMENTS.get(2)), StatementKind.USAGE_SUMMARY));
    }

    @Test
    void watchShadowSourceBySourceSwitchOff() throws Exception {
        // 1. watch: everything goes to Trino, and Costflow writes nothing
        summarise(FIRST);
        summarise(SECOND);
        assertThat(recorded).hasSize(12);
        Eventually.within(SOON, () -> assertThat(RowVersions.query(database, "select to_regclass('" + TENANT + ".costflow_status') is not null"))
                .as("whether the job has created its table").containsExactly("t"));
        Eventually.within(SOON, () -> assertThat(RowVersions.query(database, "select (count(*), count(published_revision))::text from " + TENANT + ".costflow_status"))
                .as("days that are computed, and that are published").containsExactly("(4,0)"));

        // 2. shadow: what Trino writes is compared
        mode(FIRST, SourceMode.SHADOW);
        mode(SECOND, SourceMode.SHADOW);
        expectComparison(FIRST, DAY_1, 0);
        expectComparison(SECOND, DAY_2, 0);
        koku.execute("update public.rows_of_trino set pod_usage_cpu_core_hours = pod_usage_cpu_core_hours + 1 where namespace = 'shop' and source_uuid = '%s'"
                + " and data_source = 'Pod' and usage_start = '%s'", SECOND, DAY_1);
        send(SECOND, DAY_1);
        expectComparison(SECOND, DAY_1, 1);
        koku.execute("update public.rows_of_trino set pod_usage_cpu_core_hours = pod_usage_cpu_core_hours - 1 where namespace = 'shop' and source_uuid = '%s'"
                + " and data_source = 'Pod' and usage_start = '%s'", SECOND, DAY_1);
        summarise(SECOND);
        expectComparison(SECOND, DAY_1, 0);

        // 3. source by source: Trino gets the intermediate statements of the first, and the second stays with it
        mode(FIRST, SourceMode.COSTFLOW);
        recorded.clear();
        summarise(FIRST);
        summarise(SECOND);
        Eventually.within(SOON, () -> assertThat(recorded).as("four that keep Trino warm, six of the other source").hasSize(10));
        assertThat(recorded.stream().filter(text -> ASKED.matcher(text).find())).allMatch(text -> text.contains(SECOND)).hasSize(2);
        lake.write(DAY_2, 5);
        summarise(FIRST, 1, 5);

        // the way back: Trino reads the same files, and writes the rows of the first source again
        koku.execute("delete from public.rows_of_trino where source_uuid = '%s'", FIRST);
        koku.execute("insert into public.rows_of_trino select * from %s where source_uuid = '%s'", USAGE, FIRST);
        mode(FIRST, SourceMode.TRINO);
        recorded.clear();
        summarise(FIRST, 1, 5);
        assertThat(recorded).hasSize(6);

        mode(FIRST, SourceMode.COSTFLOW);
        mode(SECOND, SourceMode.COSTFLOW);
        summarise(FIRST, 1, 5);
        summarise(SECOND);

        // 4. switch off: first Trino gets nothing any more, then it is gone
        endpoint.close();
        endpoint = endpoint(SourceMode.COSTFLOW, "http://localhost:" + trino.port(), false);
        recorded.clear();
        summarise(SECOND);
        endpoint.close();
        trino.close();
        endpoint = endpoint(SourceMode.COSTFLOW, null, true);
        summarise(FIRST, 1, 5);
        assertThat(recorded).isEmpty();
        endpoint.close();
        assertThat(RowVersions.query(database, "select sum(count) from " + TENANT + ".costflow_statement where answered_by = 'missed'"))
                .as("statements that Trino's tables lack").containsExactly("8");
    }

    /** Summarises both days of a source, and expects its rows: no day lacks any, and none is there twice. */
    private void summarise(String source) throws Exception {
        summarise(source, 1, 2);
    }

    private void summarise(String source, int firstDay, int secondDay) throws Exception {
        send(source, DAY_1);
        send(source, DAY_2);
        assertThat(ClusterLake.published(database, source)).containsExactly(DAY_1 + " " + firstDay, DAY_2 + " " + secondDay);
        assertThat(RowVersions.query(database, "select count(*) from " + USAGE + " where source_uuid = '" + source + "'"))
                .isEqualTo(RowVersions.query(database, "select count(*) from public.rows_of_trino where source_uuid = '" + source + "'"));
    }

    /** What koku does for a cluster's day: it deletes the rows, and has them written. */
    private void send(String source, LocalDate day) throws Exception {
        koku.deleteWindow(source, day.toString(), day.toString());
        try (Connection client = DriverManager.getConnection("jdbc:trino://localhost:" + endpoint.port() + "/hive/" + TENANT + "?user=admin");
                Statement statement = client.createStatement()) {
            for (String text : STATEMENTS) {
                statement.execute(text.formatted(source, day.getDayOfMonth()));
            }
        }
    }

    private void expectComparison(String source, LocalDate day, int different) throws Exception {
        Eventually.within(SOON, () -> {
            job.requireRunning();
            assertThat(RowVersions.query(database, "select (equal > 0, missing, surplus, different, explained_by is null)::text from " + TENANT + ".costflow_comparison where source_uuid = '"
                    + source + "' and period_start = '" + day + "'")).containsExactly("(t,0,0," + different + "," + (different == 0 ? "t)" : "f)"));
        });
    }

    private void mode(String source, SourceMode mode) throws Exception {
        try (Connection connection = database.connect()) {
            SourceModes.create(connection, TENANT);
            SourceModes.set(connection, TENANT, source, SourceModes.ALL_OUTPUTS, mode);
        }
        Thread.sleep(600); // longer than the endpoint remembers a mode
    }

    private static String form(String statement) throws Exception {
        Asked.Run asked = (Asked.Run) new SessionStatements(new TrinoParser()).unwrap(statement.formatted(FIRST, 1), Map.of());
        return new Recognition(KnownForms.ofKoku()).recognise(asked.statement(), "hive", TENANT).fingerprint();
    }

    /** Writes the rows that a statement asks for, as Trino would compute them from the files, under keys of its own. */
    private final class TrinoOfTheTest implements StatementRouter {

        @Override
        public Route route(ClientStatement statement) {
            recorded.add(statement.text());
            Matcher asked = ASKED.matcher(statement.text());
            return new Route.Here(id -> Answer.counted("INSERT", asked.find() ? insert(asked.group(1), asked.group(2)) : 0, List.of()));
        }

        private int insert(String source, String day) throws Exception {
            List<String> columns = new ArrayList<>(RowVersions.query(database,
                    "select column_name from information_schema.columns where table_schema = '" + TENANT + "' and table_name = '" + KokuTasks.USAGE + "' and column_name <> 'uuid'"));
            String names = String.join(", ", columns);
            return koku.execute("insert into %1$s (uuid, %2$s) select public.uuid_generate_v4(), %2$s from public.rows_of_trino where source_uuid = '%3$s'"
                    + " and usage_start = date '2025-10-01' + (%4$s - 1)", USAGE, names, source, day);
        }

        @Override
        public Optional<Question> resume(String statementId) {
            return Optional.empty();
        }
    }
}
