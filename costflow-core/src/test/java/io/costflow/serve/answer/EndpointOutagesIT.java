package io.costflow.serve.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.processes.StartsProcesses;
import io.costflow.provider.Providers;
import io.costflow.publish.OwnTables;
import io.costflow.publish.Table;
import io.costflow.settings.DatabaseSettings;
import io.costflow.testing.SharedServers;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Clients that have koku's patience do not notice when the endpoint is killed, or the database restarts, while their statements wait. */
@StartsProcesses
class EndpointOutagesIT {

    private static final int PATIENCE_SECONDS = 120;

    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir(cleanup = CleanupMode.ALWAYS)
    private Path folder;

    @Test
    void aProcessThatIsKilledAndStartedAgain() throws Exception {
        DatabaseSettings database = SharedServers.emptyDatabase();
        execute(database, "create schema " + EndpointTest.TENANT);
        int port = freePort();
        Process process = EndpointProcess.start(database, folder, port);
        try {
            CompletableFuture<String> answer = CompletableFuture.supplyAsync(() -> answer(port, EndpointTest.INSERT));
            awaitRequest(database);
            process.destroyForcibly().waitFor();
            Thread.sleep(1000);
            assertThat(answer).as("the statement waits").isNotDone();
            process = EndpointProcess.start(database, folder, port);
            answerUntil(answer, database, 3);
            assertThat(answer.get()).contains("\"updateCount\":3");
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void aDatabaseThatRestarts() throws Exception {
        EmbeddedPostgres server = server(0);
        DatabaseSettings database = new DatabaseSettings(server.getJdbcUrl("postgres", "postgres"), "postgres", null, Duration.ofSeconds(20));
        makeTables(database);
        Endpoint endpoint = EndpointTest.endpoint(database, folder, "localhost:0", null);
        try {
            CompletableFuture<String> summary = CompletableFuture.supplyAsync(() -> answer(endpoint.port(), EndpointTest.INSERT));
            awaitRequest(database);
            int port = server.getPort();
            server.close();
            CompletableFuture<String> states = CompletableFuture.supplyAsync(() -> answer(endpoint.port(), EndpointTest.STATES_INSERT));
            Thread.sleep(1500);
            assertThat(summary).as("the statement waits").isNotDone();
            server = server(port);
            EndpointTest.answerRequests(database, 3).join();
            assertThat(summary.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).contains("\"updateCount\":3");
            answerUntil(states, database, 0);
            assertThat(states.get()).contains("\"updateCount\":1");
            assertThat(count(database, EndpointTest.STATES)).as("rows that were added").isEqualTo(1);
        } finally {
            endpoint.close();
            server.close();
        }
    }

    /** Does what the job does, until a statement is answered. */
    private static void answerUntil(CompletableFuture<String> answer, DatabaseSettings database, int rows) throws Exception {
        while (!answer.isDone()) {
            execute(database, "update org1234567.costflow_request set state = 'done', rows = " + rows + " where state = 'waiting'");
            Thread.sleep(100);
        }
    }

    private EmbeddedPostgres server(int port) throws IOException {
        return EmbeddedPostgres.builder().setPort(port).setDataDirectory(folder.resolve("data")).setCleanDataDirectory(false).start();
    }

    private static void makeTables(DatabaseSettings database) throws SQLException {
        execute(database, "create schema " + EndpointTest.TENANT);
        execute(database, "create table " + EndpointTest.STATES + " (vm_name text, node text, pvc_name text, cpu_request float, mem_request float)");
        try (Connection connection = connect(database)) {
            for (Table<?> table : Providers.output("cost-model-facts").tables()) {
                OwnTables.create(connection, EndpointTest.TENANT, table);
            }
        }
        execute(database, EndpointTest.VM_OF_DAY);
        execute(database, EndpointTest.VM_LAST);
    }

    /** The last page of a statement. Requests that fail are repeated, as koku's client does. */
    private String answer(int port, String statement) {
        String page = "";
        String next = "http://localhost:" + port + "/v1/statement";
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (next != null && System.nanoTime() < until) {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(next)).header("X-Trino-User", "admin").timeout(Duration.ofSeconds(30));
            try {
                page = http.send(page.isEmpty() ? request.POST(BodyPublishers.ofString(statement)).build() : request.build(), BodyHandlers.ofString()).body();
                next = page.contains("\"nextUri\"") ? page.replaceAll(".*\"nextUri\":\"([^\"]*)\".*", "$1") : null;
            } catch (IOException away) {
                pause();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        return page;
    }

    private static void pause() {
        try {
            Thread.sleep(200);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void awaitRequest(DatabaseSettings database) throws Exception {
        for (int i = 0; i < 10 * PATIENCE_SECONDS; i++) {
            try {
                if (count(database, "org1234567.costflow_request") > 0) {
                    return;
                }
            } catch (SQLException e) {
                // the table is not there yet
            }
            Thread.sleep(100);
        }
        throw new AssertionError("The statement was not asked for.");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static Connection connect(DatabaseSettings database) throws SQLException {
        return DriverManager.getConnection(database.url(), database.user(), database.password());
    }

    private static void execute(DatabaseSettings database, String sql) throws SQLException {
        try (Connection connection = connect(database); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int count(DatabaseSettings database, String table) throws SQLException {
        try (Connection connection = connect(database); Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(
                "select count(*) from " + table)) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
