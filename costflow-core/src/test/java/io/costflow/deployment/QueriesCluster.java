package io.costflow.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.costflow.processes.FlinkProcesses;
import io.costflow.testbed.Checkout;
import io.costflow.testbed.DemoData;
import io.costflow.testbed.EmbeddedDatabase;
import io.costflow.testbed.EmbeddedObjectStore;
import io.costflow.testbed.KokuDatabase;
import io.costflow.testbed.Scale;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * k8s/queries as processes of this machine, with the settings and the environment of the manifests: a session cluster of the image's files and Flink's SQL
 * gateway, over the demo's data on S3 and in PostgreSQL.
 */
final class QueriesCluster implements AutoCloseable {

    /** Costflow's configuration, for the gateway alone. */
    static final Path CONFIGURATION = Checkout.path("k8s", "site", "costflow.yaml");

    private static final DemoData DATA = new DemoData(42, LocalDate.of(2025, 10, 31), Scale.onAws(2));
    private static final String PASSWORD = "COSTFLOW_DATABASE_PASSWORD";
    private static final String ROLE = "costflow_queries";
    private static final String ROLE_PASSWORD = "a password to look for";

    private final Path folder;
    private final EmbeddedObjectStore store;
    private final EmbeddedDatabase server;
    private final KokuDatabase database;
    private final FlinkProcesses flink;
    private final String url;

    /** @param folder where the processes live, and stay to be looked at */
    private QueriesCluster(Path folder) throws Exception {
        this.folder = folder;
        store = EmbeddedObjectStore.start();
        store.createBucket("cost");
        DATA.write(folder.resolve("lake"), EmbeddedDatabase.TENANT);
        store.uploadAll(folder.resolve("lake"), "cost", "data/parquet");
        server = EmbeddedDatabase.start();
        database = server.createDatabase();
        DATA.insert(database, EmbeddedDatabase.TENANT);
        database.runScript("create table org1234567.note (id int, said text)");
        makeRole();
        database.runScript("grant insert on org1234567.note to " + ROLE);

        Deployment queries = Deployment.render("queries");
        JsonNode gateway = queries.ofKind("Deployment").at("/spec/template/spec/containers/0");
        flink = FlinkProcesses.ofImage(folder.resolve("cluster"), clusterSettings(queries), environment(queries.container()));
        flink.startSession();
        flink.startTaskManager();
        url = "jdbc:flink://127.0.0.1:" + flink.startGateway(gatewayArguments(gateway), environment(gateway));
    }

    /** Starts everything; the gateway may need some seconds more. It has a table {@code org1234567.note} into which the gateway's role may insert. */
    static QueriesCluster start(Path folder) throws Exception {
        return new QueriesCluster(folder);
    }

    /** The gateway's JDBC URL, without a catalog. */
    String url() {
        return url;
    }

    /** What nobody may see. */
    List<String> secrets() {
        return List.of(store.secretKey(), ROLE_PASSWORD);
    }

    /** What all processes have said. */
    String logs() throws IOException {
        return flink.logs();
    }

    /** The role that docs/sql.md speaks of. Whoever may make roles is trusted on this machine. */
    private void makeRole() throws IOException, SQLException {
        Matcher script = Pattern.compile("```sql\\s+(create role " + ROLE + ".*?)```", Pattern.DOTALL).matcher(Files.readString(Checkout.path("docs", "sql.md")));
        assertThat(script.find()).isTrue();
        try (Connection connection = DriverManager.getConnection(database.url(), "postgres", null); Statement statement = connection.createStatement()) {
            statement.execute(script.group(1));
            statement.execute("alter role " + ROLE + " password '" + ROLE_PASSWORD + "'");
        }
    }

    private Map<String, String> clusterSettings(Deployment queries) {
        Map<String, String> settings = new HashMap<>(queries.settings());
        settings.keySet().removeIf(key -> key.startsWith("env.") || key.endsWith("bind-host") || key.endsWith("bind-address"));
        settings.putAll(Map.of("s3.endpoint", store.endpoint(), "s3.path.style.access", "true", "metrics.reporter.prometheus.port", "0"));
        return settings;
    }

    /** Those of the manifest, but for where its pod finds things. */
    private List<String> gatewayArguments(JsonNode gateway) throws IOException {
        Path catalogs = Files.createDirectories(folder.resolve("catalogs"));
        String catalog = Files.readString(Checkout.path("k8s", "queries", "catalog.yaml")).replace("/opt/costflow/costflow.yaml", CONFIGURATION.toString());
        Files.writeString(catalogs.resolve("costflow.yaml"), catalog);
        List<String> arguments = new ArrayList<>();
        gateway.path("args").forEach(argument -> arguments.add(argument.asText().replace("/opt/costflow-catalogs", catalogs.toString())));
        arguments.removeIf(argument -> argument.startsWith("-Drest.") || argument.startsWith("-Dsql-gateway.endpoint."));
        return arguments;
    }

    /** What a container of the manifests finds in its environment, with the values that its secrets would have here, and where lake and database are. */
    private Map<String, String> environment(JsonNode container) {
        Map<String, String> secrets = Map.of("AWS_ACCESS_KEY_ID", store.accessKey(), "AWS_SECRET_ACCESS_KEY", store.secretKey(), PASSWORD, ROLE_PASSWORD);
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

    @Override
    public void close() throws Exception {
        flink.close();
        server.close();
        store.close();
    }
}
