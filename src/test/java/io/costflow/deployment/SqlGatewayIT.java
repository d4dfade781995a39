package io.costflow.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.costflow.demo.DemoData;
import io.costflow.demo.EmbeddedDatabase;
import io.costflow.demo.EmbeddedObjectStore;
import io.costflow.demo.KokuDatabase;
import io.costflow.demo.Scale;
import io.costflow.processes.FlinkProcesses;
import io.costflow.processes.ProcessFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** k8s/queries as processes: a session cluster of the image's files and Flink's SQL gateway, with the settings of the manifests, asked by Flink's JDBC driver. */
class SqlGatewayIT {

    private static final DemoData DATA = new DemoData(42, LocalDate.of(2025, 10, 31), Scale.demo(2));
    private static final Path CONFIGURATION = Path.of("k8s", "site", "costflow.yaml").toAbsolutePath();
    private static final String PASSWORD = "COSTFLOW_DATABASE_PASSWORD";

    @RegisterExtension
    private static final ProcessFolder PROCESSES = new ProcessFolder();

    @TempDir
    private static Path folder;

    @AutoClose
    private static EmbeddedObjectStore store;

    @AutoClose
    private static EmbeddedDatabase server;

    @AutoClose
    private static FlinkProcesses flink;

    @AutoClose
    private static GatewayDriver driver;

    private static KokuDatabase database;
    private static String url;

    @BeforeAll
    static void start() throws Exception {
        store = EmbeddedObjectStore.start();
        store.createBucket("cost");
        DATA.write(folder.resolve("lake"), EmbeddedDatabase.TENANT);
        store.uploadAll(folder.resolve("lake"), "cost", "data/parquet");
        server = EmbeddedDatabase.start();
        database = server.createDatabase();
        DATA.insert(database, EmbeddedDatabase.TENANT);
        database.runScript("create table org1234567.note (id int, said text); grant select, insert on org1234567.note to " + database.user());

        Deployment queries = Deployment.render("queries");
        JsonNode gateway = queries.ofKind("Deployment").at("/spec/template/spec/containers/0");
        flink = FlinkProcesses.ofImage(PROCESSES.folder().resolve("cluster"), clusterSettings(queries), environment(queries.container()));
        flink.startSession();
        flink.startTaskManager();
        int port = flink.startGateway(gatewayArguments(gateway), environment(gateway));
        url = "jdbc:flink://127.0.0.1:" + port;
        driver = GatewayDriver.load();
        driver.connectToStarting(url).close();
    }

    private static Map<String, String> clusterSettings(Deployment queries) {
        Map<String, String> settings = new HashMap<>(queries.settings());
        settings.keySet().removeIf(key -> key.startsWith("env.") || key.endsWith("bind-host") || key.endsWith("bind-address"));
        settings.putAll(Map.of("s3.endpoint", store.endpoint(), "s3.path.style.access", "true", "metrics.reporter.prometheus.port", "0"));
        return settings;
    }

    /** Those of the manifest, but for where its pod finds things. */
    private static List<String> gatewayArguments(JsonNode gateway) throws Exception {
        Path catalogs = Files.createDirectories(PROCESSES.folder().resolve("catalogs"));
        String catalog = Files.readString(Path.of("k8s", "queries", "catalog.yaml")).replace("/opt/costflow/costflow.yaml", CONFIGURATION.toString());
        Files.writeString(catalogs.resolve("costflow.yaml"), catalog);
        List<String> arguments = new ArrayList<>();
        gateway.path("args").forEach(argument -> arguments.add(argument.asText().replace("/opt/costflow-catalogs", catalogs.toString())));
        arguments.removeIf(argument -> argument.startsWith("-Drest.") || argument.startsWith("-Dsql-gateway.endpoint."));
        return arguments;
    }

    /** What a container of the manifests finds in its environment, with the values that its secrets would have here, and where lake and database are. */
    private static Map<String, String> environment(JsonNode container) {
        Map<String, String> secrets = Map.of(
                "AWS_ACCESS_KEY_ID", store.accessKey(), "AWS_SECRET_ACCESS_KEY", store.secretKey(), PASSWORD, database.password(),
                "COSTFLOW_DATABASE_USER", database.user());
        Map<String, String> variables = new HashMap<>();
        container.path("env").forEach(variable -> {
            String name = variable.path("name").asText();
            variables.put(name, secrets.getOrDefault(name, variable.path("value").asText()));
        });
        if (variables.containsKey(PASSWORD)) {
            variables.putAll(Map.of(
                    "COSTFLOW_LAKE_ROOT", "s3://cost/data/parquet", "COSTFLOW_LAKE_S3_ENDPOINT", store.endpoint(), "COSTFLOW_DATABASE_URL", database.url()));
        }
        return variables;
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
        try (Connection connection = driver.connect(url + "/costflow/org1234567")) {
            return rows(connection, sql);
        }
    }

    @Test
    void everySessionHasTheCatalogFromTheBeginning() throws Exception {
        assertThat(answer("SHOW TABLES")).extracting(row -> row.get(0)).contains("openshift_pod_usage_line_items_daily", "reporting_ocpusagelineitem_daily_summary");
        try (Connection first = driver.connect(url); Connection second = driver.connect(url)) {
            for (Connection session : List.of(first, second)) {
                assertThat(rows(session, "SELECT COUNT(*) FROM costflow.public.api_provider")).containsExactly(List.of(3L));
            }
        }
    }

    @Test
    void lineItemsAreReadFromTheLake() throws Exception {
        assertThat(answer("SELECT `month`, COUNT(DISTINCT CAST(interval_start AS DATE)) FROM openshift_pod_usage_line_items_daily GROUP BY `month` ORDER BY `month`"))
                .containsExactly(List.of("10", 1L), List.of("11", 1L));
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
    void nothingIsInsertedUnlessTheCatalogWasCreatedForIt() throws Exception {
        assertThatThrownBy(() -> answer("INSERT INTO note VALUES (1, 'refused')")).hasStackTraceContaining(
                "The table note is only read, since its catalog was created without 'write' = 'true'.");
        try (Connection connection = driver.connect(url + "?table.catalog-store.kind=generic_in_memory"); Statement statement = connection.createStatement()) {
            statement.execute("CREATE CATALOG writable WITH ('type' = 'costflow', 'config' = '" + CONFIGURATION + "', 'write' = 'true')");
            statement.execute("USE CATALOG writable");
            statement.execute("SET 'table.dml-sync' = 'true'");
            statement.execute("INSERT INTO note VALUES (2, 'stored')");
            assertThat(rows(connection, "SELECT * FROM note")).containsExactly(List.of(2, "stored"));
            assertThatThrownBy(() -> statement.execute("INSERT INTO aws_line_items SELECT * FROM aws_line_items")).hasStackTraceContaining("which are only read");
        }
    }

    @Test
    void neitherASessionNorALogShowsTheKeysOfTheLake() throws Exception {
        try (Connection connection = driver.connect(url)) {
            assertThat(rows(connection, "SHOW CREATE CATALOG costflow").toString()).contains("costflow.yaml").doesNotContain(store.secretKey());
            assertThat(rows(connection, "SET").toString()).contains("table.catalog-store.kind").doesNotContain(store.secretKey());
        }
        assertThat(flink.logs()).contains("SqlGateway").doesNotContain(store.secretKey());
    }
}
