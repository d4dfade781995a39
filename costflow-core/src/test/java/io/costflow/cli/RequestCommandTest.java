package io.costflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.database.SqlName;
import io.costflow.publish.RequestTable;
import io.costflow.testbed.EmbeddedDatabase;
import io.costflow.testbed.KokuDatabase;
import io.costflow.testing.SharedServers;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What the command asks for, and what it makes of the answers of a job, which this test gives. */
class RequestCommandTest {

    private static final String SOURCE = "00000000-0000-0000-0000-000000000001";

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter error = new StringWriter();
    private KokuDatabase database;
    private Path config;

    @BeforeEach
    void configure() throws Exception {
        database = SharedServers.database().createDatabase();
        config = folder.resolve("costflow.yaml");
        Files.writeString(config, """
                lake.root: file://%s
                database:
                  url: %s
                  user: %s
                  password: %s
                window.months: 2
                sources:
                  - {tenant: %s, type: OCP, uuid: %s, cluster-id: my-cluster, cluster-alias: My Cluster}
                """.formatted(folder, database.url(), database.user(), database.password(), EmbeddedDatabase.TENANT, SOURCE));
    }

    @Test
    void waitsForTheAnswerOfTheJob() throws Exception {
        CompletableFuture<Void> job = answering("state = 'done', rows = 1250");
        assertThat(run("--from", "2025-10-01", "--to", "2025-10-05")).isZero();
        job.get();
        assertThat(out).hasToString("openshift, 2025-10-01 to 2025-10-05: right, 1,250 rows." + System.lineSeparator());
    }

    @Test
    void aRequestThatHasFailedIsAFailure() throws Exception {
        CompletableFuture<Void> job = answering("state = 'failed', reason = 'The source is in mode trino.'");
        assertThat(run("--from", "2025-10-01", "--to", "2025-10-05", "--output", "json")).isEqualTo(1);
        job.get();
        assertThat(out.toString()).contains("\"state\" : \"failed\"", "\"reason\" : \"The source is in mode trino.\"", "\"status\" : 1");
    }

    @Test
    void withoutASourceOfThatNameNothingIsAsked() {
        assertThat(run("--source", "00000000-0000-0000-0000-000000000009", "--from", "2025-10-01", "--to", "2025-10-05")).isEqualTo(2);
        assertThat(error.toString()).contains("There is no source 00000000-0000-0000-0000-000000000009");
    }

    private int run(String... arguments) {
        CommandLine commandLine = Costflow.commandLine(() -> null, Map.of());
        commandLine.setOut(new PrintWriter(out));
        commandLine.setErr(new PrintWriter(error));
        boolean named = arguments[0].equals("--source");
        String[] all = new String[arguments.length + (named ? 3 : 5)];
        all[0] = "request";
        all[1] = "--config";
        all[2] = config.toString();
        if (!named) {
            all[3] = "--source";
            all[4] = SOURCE;
        }
        System.arraycopy(arguments, 0, all, all.length - arguments.length, arguments.length);
        return commandLine.execute(all);
    }

    /** Answers the first request, as a job does. */
    private CompletableFuture<Void> answering(String answer) {
        return CompletableFuture.runAsync(() -> {
            try (Connection connection = database.connect()) {
                while (RequestTable.open(connection, EmbeddedDatabase.TENANT).isEmpty()) {
                    TimeUnit.MILLISECONDS.sleep(50);
                }
                connection.createStatement().executeUpdate("update " + SqlName.quoted(EmbeddedDatabase.TENANT, RequestTable.NAME) + " set " + answer);
            } catch (SQLException | InterruptedException failure) {
                throw new IllegalStateException(failure);
            }
        });
    }
}
