package io.costflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.testbed.DemoData;
import io.costflow.testbed.EmbeddedDatabase;
import io.costflow.testbed.EmbeddedObjectStore;
import io.costflow.testbed.KokuDatabase;
import io.costflow.testbed.Scale;
import io.costflow.testing.SharedServers;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code costflow sql} with a lake on S3. */
class SqlCommandIT {

    private static final DemoData DATA = new DemoData(42, LocalDate.of(2025, 10, 31), Scale.onAws(2));

    @TempDir
    private static Path folder;

    @AutoClose
    private static EmbeddedObjectStore store;

    private static EmbeddedDatabase server;

    private static String config;

    private final StringWriter out = new StringWriter();
    private final StringWriter error = new StringWriter();

    @BeforeAll
    static void fillTheLake() throws Exception {
        store = EmbeddedObjectStore.start();
        store.createBucket("cost");
        DATA.write(folder.resolve("lake"), EmbeddedDatabase.TENANT);
        store.uploadAll(folder.resolve("lake"), "cost", "data/parquet");
        server = SharedServers.database();
        KokuDatabase database = server.createDatabase();
        DATA.insert(database, EmbeddedDatabase.TENANT);
        config = Files.writeString(folder.resolve("costflow.yaml"), """
                lake:
                  root: s3://cost/data/parquet
                  s3: {endpoint: "%s", access-key: %s, secret-key: %s, path-style-access: true}
                database: {url: "%s", user: %s, password: %s}
                """.formatted(store.endpoint(), store.accessKey(), store.secretKey(), database.url(), database.user(), database.password())).toString();
    }

    private int execute(String... arguments) {
        List<String> all = new ArrayList<>(List.of("sql", "--config", config));
        all.addAll(List.of(arguments));
        CommandLine commandLine = Costflow.commandLine(JobExecution::standard, Map.of());
        commandLine.setOut(new PrintWriter(out));
        commandLine.setErr(new PrintWriter(error));
        return commandLine.execute(all.toArray(String[]::new));
    }

    @Test
    void statementsAreAnsweredInTheirOrderAndFormat() throws Exception {
        Path file = Files.writeString(folder.resolve("questions.sql"), """
                SELECT `month`, COUNT(DISTINCT CAST(interval_start AS DATE)) AS days FROM openshift_pod_usage_line_items_daily GROUP BY `month` ORDER BY `month`;
                SELECT COUNT(*) AS sources FROM public.api_provider;
                """);

        assertThat(execute("-f", file.toString(), "--output", "json")).as(error::toString).isZero();

        assertThat(out.toString().lines()).containsExactly("{\"month\":\"10\",\"days\":1}", "{\"month\":\"11\",\"days\":1}", "{\"sources\":3}");
        assertThat(error.toString()).isEmpty();
    }

    @Test
    void aMistakeEndsWithOneAndALineThatSaysWhereItIs() {
        assertThat(execute("-e", "SELECT 1 AS a; SELECT nothing FROM costflow")).isEqualTo(1);

        assertThat(out.toString().lines()).containsExactly(" a", "---", " 1", "(1 row)");
        assertThat(error.toString().lines()).singleElement().asString().startsWith("At line 1, column 36: Object 'costflow' not found");
    }

    @Test
    void aCommandOfThePromptIsAnsweredWithoutOne() {
        assertThat(execute("-e", "\\d")).as(error::toString).isZero();

        assertThat(out.toString()).contains("openshift_pod_usage_line_items_daily", "in the database");
    }

    @Test
    void wrongUsageEndsWithTwo() {
        assertThat(execute("-e", "SELECT 1", "-f", "missing.sql", "--output", "table")).isEqualTo(2);

        assertThat(error.toString()).contains("-e and -f are both given").contains("'missing.sql'");
    }

    @Test
    void statementsComeFromTheStandardInputWhereThereIsNoTerminal() {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream("SELECT 1 AS a;\nSELECT 2 AS b;\n".getBytes(StandardCharsets.UTF_8)));
        try {
            assertThat(execute("--output", "csv")).as(error::toString).isZero();
        } finally {
            System.setIn(before);
        }

        assertThat(out.toString().lines()).containsExactly("a", "1", "b", "2");
    }

    @Test
    void aDatabaseThatDoesNotAnswerIsToldBeforeAnythingIsAsked() {
        assertThat(execute("-e", "SELECT 1", "-Ddatabase.url=jdbc:postgresql://localhost:1/koku")).isEqualTo(2);

        assertThat(error.toString().lines()).singleElement().asString().startsWith("Nothing listens at database.url (jdbc:postgresql://localhost:1/koku)");
        assertThat(out.toString()).isEmpty();
    }
}
