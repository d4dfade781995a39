package io.costflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.costflow.day.OutputPeriod;
import io.costflow.day.SourceDay;
import io.costflow.publish.ComparisonTable;
import io.costflow.settings.DatabaseSettings;
import io.costflow.testbed.DemoData;
import io.costflow.testbed.EmbeddedDatabase;
import io.costflow.testbed.KokuDatabase;
import io.costflow.testbed.Scale;
import io.costflow.testing.SharedServers;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;
import picocli.CommandLine;

/** Rows that another writer changed are found, whatever they are, and nothing is changed by it. */
class CompareCommandIT {

    private static final String USAGE = "org1234567.reporting_ocpusagelineitem_daily_summary";
    private static final String PROJECTS = "org1234567.reporting_ocpawscostlineitem_project_daily_summary_p";
    private static final DemoData DATA = new DemoData(42, LocalDate.of(2025, 10, 1), new Scale(List.of(2), 4, 0, 1, Scale.aws(2, 0)));

    @TempDir
    private static Path lake;

    private static KokuDatabase database;
    private static Path config;

    @TempDir
    private Path folder;

    private StringWriter out;
    private StringWriter error;

    @BeforeAll
    static void publish() throws Exception {
        database = SharedServers.database().createDatabase();
        DATA.insert(database, EmbeddedDatabase.TENANT);
        DATA.write(lake, EmbeddedDatabase.TENANT);
        config = Files.writeString(lake.resolve("costflow.yaml"), """
                lake: {root: "%s"}
                database: {url: "%s", user: %s, password: %s}
                window: {from: 2025-10-01, to: 2025-10-01}
                outputs: [openshift, openshift-on-aws]
                """.formatted(lake.toUri(), database.url(), database.user(), database.password()));
        StringWriter printed = new StringWriter();
        int status = Costflow.commandLine(JobExecution::standard, Map.of()).setOut(new PrintWriter(printed)).setErr(new PrintWriter(printed))
                .execute("run", "--config", config.toString());
        assertThat(status).as(printed::toString).isZero();
    }

    @BeforeEach
    void freshOutput() {
        out = new StringWriter();
        error = new StringWriter();
    }

    @Test
    void whatWasPublishedIsEqual() throws Exception {
        assertThat(compare()).as(error.toString()).isZero();

        assertThat(out.toString()).contains("reporting_ocpusagelineitem_daily_summary ", "Every row is equal.");
    }

    @Test
    void changedMissingAndSurplusRowsAreFoundAndNamed() throws Exception {
        execute("create table kept as select * from " + USAGE);
        try {
            execute("delete from " + USAGE + " where uuid in (select uuid from " + USAGE + " where namespace = 'kube-system')");
            execute("update " + USAGE + " set pod_usage_cpu_core_hours = pod_usage_cpu_core_hours + 1 where uuid ="
                    + " (select uuid from " + USAGE + " where namespace = 'openshift-kube-apiserver' limit 1)");
            execute("insert into " + USAGE + " (uuid, usage_start, usage_end, source_uuid, data_source, namespace, cluster_id) select gen_random_uuid(), usage_start,"
                    + " usage_end, source_uuid, 'Pod', 'strange', cluster_id from " + USAGE + " limit 1");
            Path html = folder.resolve("comparison.html");

            assertThat(compare("--output", "json", "--html", html.toString())).isEqualTo(1);

            JsonNode document = new ObjectMapper().readTree(out.toString());
            JsonNode usage = StreamSupport.stream(document.get("tables").spliterator(), false)
                    .filter(table -> table.get("table").asText().equals("reporting_ocpusagelineitem_daily_summary")).findFirst().orElseThrow();
            assertThat(usage.get("different").asInt()).isEqualTo(1);
            assertThat(usage.get("surplus").asInt()).isEqualTo(1);
            assertThat(usage.get("missing").asInt()).isPositive();
            assertThat(usage.get("columns").fieldNames()).toIterable().containsExactly("pod_usage_cpu_core_hours");
            assertThat(document.get("differing").asInt()).isEqualTo(usage.get("missing").asInt() + 2);
            assertThat(Files.readString(html)).contains("class=\"different\"", "strange", "kube-system").doesNotContain("http://", "https://");
        } finally {
            execute("delete from " + USAGE);
            execute("insert into " + USAGE + " select * from kept");
            execute("drop table kept");
        }
    }

    @Test
    void rowsThatKokuWroteAreNotCompared() throws Exception {
        execute("insert into " + USAGE + " (uuid, usage_start, usage_end, source_uuid, data_source, namespace, cluster_id, cost_model_rate_type)"
                + " select gen_random_uuid(), usage_start, usage_end, source_uuid, 'Pod', 'costs', cluster_id, 'Infrastructure' from " + USAGE + " limit 1");

        assertThat(compare()).as(out.toString()).isZero();
    }

    @Test
    void aFolderOfTablesIsCompared() throws Exception {
        export(USAGE, "reporting_ocpusagelineitem_daily_summary.csv");
        export(PROJECTS, "reporting_ocpawscostlineitem_project_daily_summary_p.csv");

        assertThat(compare("--against", folder.toString())).isEqualTo(1);

        assertThat(out.toString()).contains("The table has no rows of the day").doesNotContain("daily_summary: ", "daily_summary_p: ");
    }

    @Test
    void theTablesOfAnotherDatabaseAreCompared() throws Exception {
        String name = database.url().substring(database.url().lastIndexOf('/') + 1).replaceAll("\\?.*", "");
        DatabaseSettings other = SharedServers.copyOf(name);
        String url = database.url().replace(name, other.url().substring(other.url().lastIndexOf('/') + 1));
        assertThat(compare("--against", url)).as(() -> error.toString() + out).isZero();

        try (Connection connection = DriverManager.getConnection(other.url(), other.user(), other.password()); Statement statement = connection.createStatement()) {
            statement.execute("delete from " + PROJECTS);
        }
        freshOutput();
        assertThat(compare("--against", url)).as(() -> error.toString() + out).isEqualTo(1);
        assertThat(out.toString()).contains("reporting_ocpawscostlineitem_project_daily_summary_p", "The table has no rows of the day");
        assertThat(compare()).as("with its own tables").isZero();
    }

    @Test
    void whatShadowHasRecordedIsShown() throws Exception {
        OutputPeriod period = OutputPeriod.of(
                "openshift", SourceDay.of(EmbeddedDatabase.TENANT, "00000000-0000-0000-0000-000000000001", LocalDate.of(2025, 10, 1)));
        try (Connection connection = database.connect()) {
            ComparisonTable.create(connection, EmbeddedDatabase.TENANT);
            ComparisonTable.record(connection, new ComparisonTable.Row(period, "a_table", 7, 3, 0, 0, 1.0, 2.0, ComparisonTable.NOT_SUMMARISED), 1,
                    new ComparisonTable.Compared("", ""));
        }

        assertThat(compare("--recorded")).as(() -> error.toString()).isEqualTo(1);

        assertThat(out.toString()).contains("a_table", "3 missing", "koku has not summarised the day");
        execute("delete from " + EmbeddedDatabase.TENANT + "." + ComparisonTable.NAME);
    }

    @Test
    void whatCannotBeComparedWithIsRefused() {
        assertThat(compare("--against", folder.resolve("nothing").toString())).isEqualTo(2);
        assertThat(error.toString()).contains("--against must be table, a JDBC URL or a folder");
    }

    private int compare(String... options) {
        String[] arguments = Stream.concat(Stream.of("compare", "--config", config.toString()), Stream.of(options)).toArray(String[]::new);
        CommandLine command = Costflow.commandLine(JobExecution::standard, Map.of());
        return command.setOut(new PrintWriter(out)).setErr(new PrintWriter(error)).execute(arguments);
    }

    private void export(String table, String file) throws Exception {
        try (Connection connection = database.connect(); PrintWriter text = new PrintWriter(Files.newBufferedWriter(folder.resolve(file)))) {
            connection.unwrap(PGConnection.class).getCopyAPI()
                    .copyOut("copy (select * from " + table + ") to stdout (format csv, header, null '\\N')", text);
        }
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = database.connect(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
