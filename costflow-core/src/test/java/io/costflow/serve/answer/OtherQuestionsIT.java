package io.costflow.serve.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.costflow.job.Eventually;
import io.costflow.lineitem.BytesFile;
import io.costflow.lineitem.ParquetTestFile;
import io.costflow.settings.DatabaseSettings;
import io.costflow.settings.DayRange;
import io.costflow.settings.LakeSettings;
import io.costflow.settings.RunSettings;
import io.costflow.settings.ServeSettings;
import io.costflow.settings.Settings;
import io.costflow.settings.SourceMode;
import io.costflow.settings.SourceSettings;
import io.costflow.testing.SharedServers;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Questions that are not koku's, asked by Trino's driver, over a lake in a folder and a real PostgreSQL; the values are known from the data. */
class OtherQuestionsIT {

    private static final String TENANT = "org1234567";
    private static final String CLUSTER = "00000000-0000-0000-0000-000000000001";

    private static final int MOST_QUESTIONS = 16;
    private static final int TOO_MANY = 8;
    private static final int LOCK = 1;
    private static final Duration SOON = Duration.ofMinutes(1);

    @TempDir
    private static Path lake;

    private static DatabaseSettings database;
    private static Endpoint endpoint;

    @BeforeAll
    static void start() throws Exception {
        Path file = lake.resolve("daily/" + TENANT + "/OCP/pod_usage/source=" + CLUSTER + "/year=2025/month=10/pod_usage.2025-10-01.1.0_daily_0.parquet");
        Files.createDirectories(file.getParent());
        Files.write(file, ((BytesFile) ParquetTestFile.with("required int64 interval_start (TIMESTAMP(MILLIS,false))", "optional binary namespace (STRING)",
                        "optional binary pod (STRING)", "optional double pod_usage_cpu_core_seconds")
                .row(millis(1), "shop", "web-1", 3600.0)
                .row(millis(1), "shop", "web-2", 1800.0)
                .row(millis(1), "erp", "db-1", 7200.0)
                .row(millis(2), "erp", "db-1", null)
                .file()).bytes());
        database = SharedServers.emptyDatabase();
        try (Connection connection = DriverManager.getConnection(database.url(), database.user(), null); Statement statement = connection.createStatement()) {
            statement.execute("create schema org1234567;"
                    + " create table org1234567.owners (namespace text, owner text, since date, budget numeric(33,15), asked timestamp, heads int);"
                    + " insert into org1234567.owners values ('shop', 'Ann', '2025-01-01', 10.5, '2025-01-01 12:30:00.25', 3), ('erp', null, null, 2.25, null, 4);"
                    + " create view org1234567.locked as select pg_advisory_xact_lock_shared(" + LOCK + ")::text as nothing");
        }
        ServeSettings serve = new ServeSettings(SourceMode.COSTFLOW, null, "localhost:0", null, true, Duration.ofSeconds(30));
        endpoint = Endpoint.start(new Settings(
                new LakeSettings("file://" + lake.toAbsolutePath(), null, null, null, true), database, new DayRange(LocalDate.of(2025, 10, 1), LocalDate.of(2025, 10, 2)),
                List.of(SourceSettings.cluster(TENANT, "OCP", CLUSTER, "cluster-1", "Cluster", null)), RunSettings.bounded(1, false, Duration.ofSeconds(5))).with(serve));
    }

    @AfterAll
    static void stop() throws Exception {
        endpoint.close();
    }

    private static long millis(int day) {
        return LocalDateTime.of(2025, 10, day, 0, 0).toInstant(ZoneOffset.UTC).toEpochMilli();
    }

    private static Connection client() throws SQLException {
        return DriverManager.getConnection("jdbc:trino://localhost:" + endpoint.port() + "/hive/" + TENANT + "?user=me");
    }

    private static List<String> texts(ResultSet rows) throws SQLException {
        List<String> lines = new ArrayList<>();
        while (rows.next()) {
            StringBuilder line = new StringBuilder();
            for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                line.append(i == 1 ? "" : "|").append(rows.getString(i));
            }
            lines.add(line.toString());
        }
        return lines;
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '"', value = {
        "SELECT namespace, sum(pod_usage_cpu_core_seconds) / 3600, count(*), count(DISTINCT pod) FROM PODS GROUP BY 1 ORDER BY 2 DESC; erp|2.0|2|1 shop|1.5|2|2",
        "SELECT pod, pod_usage_cpu_core_seconds FROM PODS WHERE namespace = 'erp' ORDER BY 2; db-1|7200.0 db-1|null",
        "SELECT pod_usage_cpu_core_seconds FROM PODS ORDER BY 1 DESC; 7200.0 3600.0 1800.0 null",
        "SELECT pod_usage_cpu_core_seconds FROM PODS ORDER BY 1 DESC NULLS FIRST LIMIT 2; null 7200.0",
        "SELECT pod FROM PODS ORDER BY pod OFFSET 1 LIMIT 2; db-1 web-1",
        "SELECT count(*) FROM PODS WHERE interval_start >= DATE '2025-10-01' AND interval_start < TIMESTAMP '2025-10-02 00:00:00'; 3",
        "SELECT count(*) FROM PODS WHERE date(interval_start) BETWEEN DATE '2025-10-02' AND DATE '2025-10-03' AND month = '10' AND year = '2025'; 1",
        "SELECT o.owner, sum(p.pod_usage_cpu_core_seconds) FROM PODS p JOIN postgres.org1234567.owners o ON o.namespace = p.namespace WHERE o.since IS NOT NULL GROUP BY o.owner;"
                + " Ann|5400.0",
        "SELECT o.namespace, p.pod FROM postgres.org1234567.owners o LEFT JOIN (SELECT namespace, pod FROM PODS WHERE pod LIKE 'web%') p ON p.namespace = o.namespace ORDER BY 1, 2;"
                + " erp|null shop|web-1 shop|web-2",
        "WITH big AS (SELECT namespace n, max(pod_usage_cpu_core_seconds) AS most FROM PODS GROUP BY namespace HAVING count(*) > 1) SELECT n FROM big WHERE most > 4000; erp",
        "SELECT CASE WHEN namespace = 'erp' THEN 'a' ELSE 'other' END, upper(namespace), length(namespace) FROM PODS WHERE pod IN ('db-1', 'web-2') AND NOT pod = 'db-1';"
                + " other|SHOP|4",
        "SELECT DISTINCT coalesce(owner, 'no one') FROM postgres.org1234567.owners ORDER BY 1; Ann \"no one\"",
        "SELECT sum(heads), sum(budget) FROM postgres.org1234567.owners; 7|12.750000000000000",
        "SELECT month(interval_start), date_trunc('month', interval_start), count(*) FROM PODS GROUP BY 1, 2; \"10|2025-10-01 00:00:00.000|4\"",
        "SELECT a.heads, b.owner, c.namespace FROM postgres.org1234567.owners a CROSS JOIN (postgres.org1234567.owners b RIGHT JOIN postgres.org1234567.owners c ON b.owner = c.owner)"
                + " ORDER BY 1, 3; 3|null|erp 3|Ann|shop 4|null|erp 4|Ann|shop",
        "SELECT 7 AS x, 9999999999; 7|9999999999",
        "SELECT 1 WHERE false; \"\"",
        "SELECT 1 LIMIT 0; \"\"",
        "SELECT 1 WHERE 2 > 1; 1",
        "SELECT pod_usage_cpu_core_seconds / 0 FROM PODS WHERE pod = 'web-1'; Infinity"
    })
    void theAnswerIsWhatTheDataSay(String sql, String expected) throws Exception {
        String question = sql.replace("PODS", "openshift_pod_usage_line_items_daily");
        try (Connection client = client(); Statement statement = client.createStatement(); ResultSet rows = statement.executeQuery(question)) {
            assertThat(String.join(" ", texts(rows))).isEqualTo(expected.replace("\"", ""));
        }
    }

    @Test
    void typesAreTrinos() throws Exception {
        try (Connection client = client(); Statement statement = client.createStatement();
                ResultSet rows = statement.executeQuery("SELECT since, budget, asked, heads, count(*) FROM postgres.org1234567.owners WHERE owner = 'Ann' GROUP BY 1, 2, 3, 4")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getDate(1).toLocalDate()).isEqualTo("2025-01-01");
            assertThat(rows.getBigDecimal(2)).isEqualTo(new BigDecimal("10.500000000000000"));
            assertThat(rows.getTimestamp(3)).isEqualTo(Timestamp.valueOf("2025-01-01 12:30:00.25"));
            List<String> types = new ArrayList<>();
            for (int i = 1; i <= 5; i++) {
                types.add(rows.getMetaData().getColumnTypeName(i));
            }
            assertThat(types).containsExactly("date", "decimal(33,15)", "timestamp(6)", "integer", "bigint");
        }
    }

    @Test
    void aPreparedQuestionHasItsValues() throws Exception {
        try (Connection client = client();
                PreparedStatement statement = client.prepareStatement("SELECT pod FROM openshift_pod_usage_line_items_daily WHERE namespace = ? AND pod_usage_cpu_core_seconds > ?")) {
            statement.setString(1, "shop");
            statement.setDouble(2, 2000);
            try (ResultSet rows = statement.executeQuery()) {
                assertThat(texts(rows)).containsExactly("web-1");
            }
        }
    }

    @Test
    void columnsAreListed() throws Exception {
        try (Connection client = client(); Statement statement = client.createStatement()) {
            assertThat(texts(statement.executeQuery("DESCRIBE postgres.org1234567.owners"))).contains("since|date||", "budget|decimal(33,15)||", "asked|timestamp(6)||");
            assertThatThrownBy(() -> statement.executeQuery("DESCRIBE nothing")).hasMessageContaining("line 1:1").hasMessageContaining("does not exist");
            assertThatThrownBy(() -> statement.executeQuery("DESCRIBE nosuch.org1234567.owners")).hasMessageContaining("'nosuch.org1234567.owners' does not exist");
        }
    }

    /** The first one waits for a lock of the database, and the others for the first one. */
    @Test
    void questionsBeyondThoseThatMayWaitAreRefusedAndThoseThatAreGivenUpMakeRoom() throws Exception {
        List<String> failures = new CopyOnWriteArrayList<>();
        ExecutorService clients = Executors.newFixedThreadPool(MOST_QUESTIONS + TOO_MANY);
        try (Connection connection = DriverManager.getConnection(database.url(), database.user(), null); Statement lock = connection.createStatement()) {
            lock.execute("select pg_advisory_lock(" + LOCK + ")");
            List<Statement> waiting = askMoreThanMayWait(clients, failures);
            Eventually.within(SOON, () -> assertThat(texts(lock.executeQuery("select count(*) from pg_locks where locktype = 'advisory' and not granted"))).containsExactly("1"));
            // again and again, since a client can only give up what the endpoint has answered it once
            Eventually.within(SOON, () -> {
                waiting.forEach(OtherQuestionsIT::giveUp);
                assertThat(waiting).isEmpty();
            });
            assertThat(clients.awaitTermination(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(failures).hasSize(MOST_QUESTIONS + TOO_MANY);
            try (Connection client = client(); Statement statement = client.createStatement()) {
                assertThat(texts(statement.executeQuery("SELECT count(*) FROM openshift_pod_usage_line_items_daily")))
                        .as("the next question, while the one that was given up could not go on").containsExactly("4");
            }
        }
    }

    /** Asks until those that are too many are refused, and returns the others. */
    private static List<Statement> askMoreThanMayWait(ExecutorService clients, List<String> failures) throws Exception {
        List<Statement> waiting = new CopyOnWriteArrayList<>();
        for (int i = 0; i < MOST_QUESTIONS + TOO_MANY; i++) {
            clients.execute(() -> {
                try (Connection client = client(); Statement statement = client.createStatement()) {
                    waiting.add(statement);
                    try {
                        texts(statement.executeQuery("SELECT nothing FROM postgres.org1234567.locked"));
                    } finally {
                        waiting.remove(statement);
                    }
                } catch (SQLException e) {
                    failures.add(e.getMessage());
                }
            });
        }
        clients.shutdown();
        Eventually.within(SOON, () -> assertThat(failures).hasSize(TOO_MANY));
        assertThat(failures).allMatch(message -> message.contains(MOST_QUESTIONS + " questions run or wait already"));
        return waiting;
    }

    private static void giveUp(Statement statement) {
        try {
            statement.cancel();
        } catch (SQLException closedMeanwhile) {
            // it is answered
        }
    }

    @Test
    void whatIsNotUnderstoodIsSaidWithItsPlace() throws Exception {
        try (Connection client = client(); Statement statement = client.createStatement()) {
            assertThatThrownBy(() -> statement.executeQuery("SELECT count(*) / 2\nFROM openshift_pod_usage_line_items_daily"))
                    .hasMessageContaining("line 1:17").hasMessageContaining("cast one side to double").hasMessageContaining("no Trino behind");
            assertThatThrownBy(() -> statement.executeQuery("SELECT pod, count(*) FROM openshift_pod_usage_line_items_daily"))
                    .as("what Flink alone refuses").hasMessageContaining("refuses the translated statement").hasMessageContaining("is not being grouped").hasMessageNotContaining("At line")
                    .extracting(e -> ((SQLException) e).getErrorCode()).isEqualTo(13);
        }
    }
}
