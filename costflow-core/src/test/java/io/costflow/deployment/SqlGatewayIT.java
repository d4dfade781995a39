package io.costflow.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.costflow.processes.ProcessFolder;
import io.costflow.processes.StartsProcesses;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What k8s/queries answers, run as processes and asked by Flink's JDBC driver. */
@StartsProcesses
class SqlGatewayIT {

    @RegisterExtension
    private static final ProcessFolder PROCESSES = new ProcessFolder();

    @AutoClose
    private static QueriesCluster cluster;

    @AutoClose
    private static GatewayDriver driver;

    @BeforeAll
    static void start() throws Exception {
        cluster = QueriesCluster.start(PROCESSES.folder());
        driver = GatewayDriver.load();
        driver.connectToStarting(cluster.url()).close();
    }

    private static List<List<Object>> rows(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // executeQuery takes nothing but SELECT
            assertThat(statement.execute(sql)).as("there are rows").isTrue();
            List<List<Object>> all = new ArrayList<>();
            try (ResultSet rows = statement.getResultSet()) {
                while (rows.next()) {
                    List<Object> row = new ArrayList<>();
                    for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                        row.add(rows.getObject(column));
                    }
                    all.add(row);
                }
            }
            return all;
        }
    }

    private static List<List<Object>> answer(String sql) throws SQLException {
        try (Connection connection = driver.connect(cluster.url() + "/costflow/org1234567")) {
            return rows(connection, sql);
        }
    }

    @Test
    void theGatewayAnswersWhereItsProbeLooks() throws Exception {
        JsonNode probe = Deployment.render("queries").ofKind("Deployment").at("/spec/template/spec/containers/0/readinessProbe/httpGet/path");
        HttpRequest request = HttpRequest.newBuilder(URI.create(cluster.url().replace("jdbc:flink:", "http:") + probe.asText())).build();
        assertThat(HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    }

    @Test
    void everySessionHasTheCatalogFromTheBeginning() throws Exception {
        assertThat(answer("SHOW TABLES")).extracting(row -> row.get(0))
                .contains("openshift_pod_usage_line_items_daily", "reporting_ocpusagelineitem_daily_summary");
        try (Connection first = driver.connect(cluster.url()); Connection second = driver.connect(cluster.url())) {
            for (Connection session : List.of(first, second)) {
                assertThat(rows(session, "SELECT COUNT(*) FROM costflow.public.api_provider")).containsExactly(List.of(3L));
            }
        }
    }

    @Test
    void lineItemsAreReadFromTheLake() throws Exception {
        assertThat(answer("""
                SELECT `month`, COUNT(DISTINCT CAST(interval_start AS DATE)) FROM openshift_pod_usage_line_items_daily
                GROUP BY `month` ORDER BY `month`""")).containsExactly(List.of("10", 1L), List.of("11", 1L));
    }

    @Test
    void oneQueryJoinsTheLakeAndTheDatabase() throws Exception {
        assertThat(answer("""
                SELECT p.type, COUNT(DISTINCT l.`source`) FROM openshift_pod_usage_line_items_daily l
                JOIN `public`.api_provider p ON p.uuid = l.`source` WHERE l.`month` = '10' GROUP BY p.type""")).containsExactly(List.of("OCP", 2L));
    }

    @Test
    void taskManagersFindTheFunctions() throws Exception {
        assertThat(answer("""
                SELECT SUM(core_hours(pod_usage_cpu_core_seconds)) > 0, COUNT(label_value(pod_labels, 'nobody has this')), COUNT(labels_map(pod_labels)) > 0,
                    MAX(resource_id_matches(resource_id, '')) FROM openshift_pod_usage_line_items_daily""")).containsExactly(List.of(true, 0L, true, false));
    }

    @Test
    void valuesComeAsJavasOwn() throws Exception {
        assertThat(answer("""
                SELECT TRUE, CAST(1 AS SMALLINT), CAST(4.5 AS DOUBLE), CAST(6.70 AS DECIMAL(5, 2)), DATE '2025-10-01', TIMESTAMP '2025-10-01 12:30:00',
                    labels_map('{"app": "web"}'), CAST(ARRAY['a', 'b'] AS STRING), CAST(NULL AS STRING)""")).containsExactly(Arrays.asList(
                true, (short) 1, 4.5, new BigDecimal("6.70"), Date.valueOf("2025-10-01"), Timestamp.valueOf("2025-10-01 12:30:00"),
                Map.of("app", "web"), "[a, b]", null));
        assertThatThrownBy(() -> answer("SELECT ARRAY['a', 'b']")).as("the driver knows no arrays").isInstanceOf(SQLDataException.class);
    }

    @Test
    void nothingIsInsertedUnlessTheCatalogWasCreatedForIt() throws Exception {
        assertThatThrownBy(() -> answer("INSERT INTO note VALUES (1, 'refused')")).hasStackTraceContaining(
                "The table note is only read; start costflow sql with --write, or create the catalog with 'write' = 'true'.");
        String withoutStore = cluster.url() + "?table.catalog-store.kind=generic_in_memory";
        try (Connection connection = driver.connect(withoutStore); Statement statement = connection.createStatement()) {
            statement.execute("CREATE CATALOG writable WITH ('type' = 'costflow', 'config' = '" + QueriesCluster.CONFIGURATION + "', 'write' = 'true')");
            statement.execute("USE CATALOG writable");
            statement.execute("SET 'table.dml-sync' = 'true'");
            statement.execute("INSERT INTO note VALUES (2, 'stored')");
            assertThat(rows(connection, "SELECT * FROM note")).containsExactly(List.of(2, "stored"));
            assertThatThrownBy(() -> statement.execute("INSERT INTO aws_line_items SELECT * FROM aws_line_items"))
                    .hasStackTraceContaining("which are only read");
        }
    }

    @Test
    void neitherASessionNorALogShowsASecret() throws Exception {
        try (Connection connection = driver.connect(cluster.url())) {
            assertThat(rows(connection, "SHOW CREATE CATALOG costflow").toString()).contains("costflow.yaml").doesNotContain(cluster.secrets());
            assertThat(rows(connection, "SET").toString()).contains("table.catalog-store.kind").doesNotContain(cluster.secrets());
        }
        assertThat(cluster.logs()).contains("SqlGateway").doesNotContain(cluster.secrets());
    }
}
