package io.costflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.costflow.testbed.DemoData;
import io.costflow.testbed.EmbeddedDatabase;
import io.costflow.testbed.EmbeddedObjectStore;
import io.costflow.testbed.KokuDatabase;
import io.costflow.testbed.Scale;
import io.costflow.testing.SharedServers;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What the doctor says of a real PostgreSQL and a real S3 server with a cluster and the AWS account that it runs on. */
class DoctorCommandIT {

    private static final String TENANT = EmbeddedDatabase.TENANT;

    @TempDir
    private static Path shared;

    private static EmbeddedDatabase server;

    @AutoClose
    private static EmbeddedObjectStore store;

    private static DemoData data;

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter error = new StringWriter();
    private KokuDatabase database;

    @BeforeAll
    static void start() throws Exception {
        server = SharedServers.database();
        store = EmbeddedObjectStore.start();
        store.createBucket("cost");
        data = new DemoData(42, LocalDate.of(2025, 10, 1), new Scale(List.of(2), 4, 0, 1, Scale.aws(2, 0)));
        data.write(shared, TENANT);
        store.uploadAll(shared, "cost", "data/parquet");
    }

    @BeforeEach
    void freshDatabase() throws Exception {
        database = server.createDatabase();
        data.insert(database, TENANT);
    }

    @Test
    void ofAGoodInstallationEachLineSaysOk() throws Exception {
        assertThat(doctor(configuration("data/parquet", data.from(), data.to()))).as(out + "\n" + error).isZero();

        assertThat(lines("PROBLEM")).isEmpty();
        assertThat(lines("skipped")).isEmpty();
        assertThat(lines("ok")).anyMatch(line -> line.contains("can be listed"))
                .anyMatch(line -> line.contains("koku's layout"))
                .anyMatch(line -> line.contains("A file can be read") && line.endsWith(" rows."))
                .anyMatch(line -> line.contains("lets 'costflow' in"))
                .anyMatch(line -> line.contains("The tables of 1 tenant are there, and 'costflow' has the rights"))
                .anyMatch(line -> line.contains("(OCP, ") && line.contains("cluster id") && line.contains("enabled tag key"))
                .anyMatch(line -> line.contains("(AWS)") && line.contains("1 cluster on it"))
                .anyMatch(line -> line.contains("2025-10: a report period, "))
                .anyMatch(line -> line.contains("2025-10: a bill, "))
                .anyMatch(line -> line.contains("PostgreSQL's clock and this machine's agree"))
                .anyMatch(line -> line.contains("The S3 server's clock and this machine's agree"))
                .anyMatch(line -> line.contains("state.dir") && line.contains("can be written"));
        assertThat(lines("note")).anyMatch(line -> line.contains("PostgreSQL is not encrypted")).anyMatch(line -> line.contains("S3 server") && line.contains("not encrypted"));
        assertThat(out.toString().lines()).last().isEqualTo("A run would work.");
        assertThat(folder.resolve("costflow-state")).doesNotExist();
    }

    @Test
    void whatDependsOnAFailedCheckIsSkippedAndTheRestGoesOn() throws Exception {
        String away = configuration("data/parquet", data.from(), data.to());
        Path config = folder.resolve("costflow.yaml");
        Files.writeString(config, Files.readString(config).replace(database.url(), "jdbc:postgresql://127.0.0.1:1/koku"));

        assertThat(doctor(away)).isEqualTo(ExitStatus.REFUSED);

        assertThat(lines("PROBLEM")).singleElement().asString().contains("Nothing listens at database.url");
        assertThat(lines("skipped")).singleElement().asString().contains("tables, sources, reference data");
        assertThat(lines("ok")).anyMatch(line -> line.contains("A file can be read")).anyMatch(line -> line.contains("state.dir"));
    }

    @Test
    void aRootThatIsOffNamesTheOneThatWasMeant() throws Exception {
        String meant = "Set lake.root to s3://cost/data/parquet, which does.";
        for (String root : List.of("data", "data/parquet/daily", "data/parquet/" + TENANT, "data/parquet/" + TENANT + "/OCP")) {
            out.getBuffer().setLength(0);
            assertThat(doctor(configuration(root, data.from(), data.to()))).isEqualTo(ExitStatus.REFUSED);
            assertThat(lines("PROBLEM")).first().asString().contains("s3://cost/" + root + ")").endsWith(meant);
        }
    }

    @Test
    void missingRightsComeWithTheStatementThatGivesThem() throws Exception {
        execute("revoke insert, delete on %1$s.reporting_ocpusagelineitem_daily_summary from costflow; revoke select on %1$s.cost_model from costflow;"
                + " revoke create on schema %1$s from costflow; drop function %1$s.costflow_register_month(text, date)");

        assertThat(doctor(configuration("data/parquet", data.from(), data.to()))).isEqualTo(ExitStatus.REFUSED);

        assertThat(lines("PROBLEM")).hasSize(4)
                .anyMatch(line -> line.endsWith("grant insert, delete on \"org1234567\".\"reporting_ocpusagelineitem_daily_summary\" to \"costflow\";"))
                .anyMatch(line -> line.endsWith("grant select on \"org1234567\".\"cost_model\" to \"costflow\";"))
                .anyMatch(line -> line.endsWith("grant create on schema \"org1234567\" to \"costflow\";"))
                .anyMatch(line -> line.contains("costflow_register_month"));
        assertThat(lines("skipped")).singleElement().asString().contains("reference data");
    }

    @Test
    void theScriptOfGrantsMendsThem() throws Exception {
        String config = configuration("data/parquet", data.from(), data.to());
        execute("revoke all on all tables in schema %1$s, public from costflow; revoke all on schema %1$s from costflow;"
                + " drop function %1$s.costflow_register_month(text, date)");
        assertThat(doctor(config)).isEqualTo(ExitStatus.REFUSED);

        out.getBuffer().setLength(0);
        assertThat(doctor(config, "--grants")).isZero();
        database.runScript(out.toString());

        out.getBuffer().setLength(0);
        assertThat(doctor(config)).as(out.toString()).isZero();
    }

    @Test
    void aMonthWithFilesAndWithoutReportPeriodIsAProblemAndOneWithoutFilesIsNot() throws Exception {
        execute("delete from %s.reporting_ocpusagereportperiod");

        assertThat(doctor(configuration("data/parquet", LocalDate.of(2025, 9, 1), data.to()))).isEqualTo(ExitStatus.REFUSED);

        assertThat(lines("PROBLEM")).singleElement().asString().contains("2025-10: no report period, ").contains("Its days are held back");
        assertThat(lines("note")).anyMatch(line -> line.contains("2025-09: no report period and no files"));
    }

    @Test
    void providersThatAreNoSourcesAndSourcesThatAreNoProvidersAreNamed() throws Exception {
        String config = configuration("data/parquet", data.from(), data.to());
        execute("update public.api_provider set paused = true where type = 'AWS'");

        assertThat(doctor(config)).isZero();
        assertThat(lines("note")).anyMatch(line -> line.contains("is paused, so it is no source of this run"))
                .anyMatch(line -> line.contains("which is no cloud source of this run"));

        out.getBuffer().setLength(0);
        Files.writeString(Path.of(config), "sources: [{tenant: %s, type: AWS, uuid: 00000000-0000-0000-0000-00000000000f}]\n".formatted(TENANT), StandardOpenOption.APPEND);
        assertThat(doctor(config)).isEqualTo(ExitStatus.REFUSED);
        assertThat(lines("PROBLEM")).singleElement().asString().contains("koku's tenant has no provider of this UUID");
    }

    @Test
    void aListedSourceOrAWindowWithoutFilesIsJudgedAsByARun() throws Exception {
        String later = configuration("data/parquet", LocalDate.of(2025, 10, 20), LocalDate.of(2025, 10, 21));

        assertThat(doctor(later, "--mode", "bounded")).isEqualTo(ExitStatus.REFUSED);
        assertThat(lines("PROBLEM")).hasSize(2).allMatch(line -> line.contains("has no file at all from 2025-10-20 to 2025-10-21. Check its uuid and lake.root."));

        out.getBuffer().setLength(0);
        assertThat(doctor(later, "--mode", "bounded", "--allow-empty")).isZero();
        assertThat(lines("note")).anyMatch(line -> line.contains("has no file at all"));
    }

    @Test
    void forProgramsAllFindingsAreOneObject() throws Exception {
        assertThat(doctor(configuration("data/parquet", data.from(), data.to()), "--output", "json")).isZero();

        JsonNode document = new ObjectMapper().readTree(out.toString());
        assertThat(document.get("status").intValue()).isZero();
        assertThat(document.get("findings")).first().satisfies(finding -> {
            assertThat(finding.get("verdict").textValue()).isEqualTo("ok");
            assertThat(finding.get("sentence").textValue()).contains("can be listed");
        });

        out.getBuffer().setLength(0);
        assertThat(doctor("nowhere.yaml", "--output", "json")).isEqualTo(ExitStatus.REFUSED);
        assertThat(new ObjectMapper().readTree(out.toString()).get("problems")).singleElement().asString().contains("nowhere.yaml cannot be read");
    }

    @Test
    void noClassNameIsInWhatItSaysAndVerboseShowsWhereAFailureComesFrom() throws Exception {
        String config = configuration("data/parquet", data.from(), data.to());
        Files.writeString(Path.of(config), Files.readString(Path.of(config)).replace(store.endpoint(), "http://127.0.0.1:1"));

        assertThat(doctor(config)).isEqualTo(ExitStatus.REFUSED);
        assertThat(lines("note")).contains("note    The clock of the S3 server http://127.0.0.1:1 could not be compared: nothing listens there.");
        assertThat(out.toString() + error).doesNotContainPattern("java\\.|Exception");

        doctor(config, "--verbose");
        System.clearProperty("costflow.log.level");
        assertThat(error.toString()).contains("Caused by: java.net.ConnectException");
    }

    @Test
    void helpShowsExamples() {
        assertThat(commandLine().execute("doctor", "--help")).isZero();
        assertThat(out.toString()).contains("Examples:", "costflow doctor --config costflow.yaml", "Exit status: 0");
    }

    private int doctor(String config, String... options) {
        CommandLine commandLine = commandLine();
        String[] arguments = new String[options.length + 3];
        System.arraycopy(new String[] {"doctor", "--config", config}, 0, arguments, 0, 3);
        System.arraycopy(options, 0, arguments, 3, options.length);
        return commandLine.execute(arguments);
    }

    private CommandLine commandLine() {
        return Costflow.commandLine(JobExecution::standard, Map.of()).setOut(new PrintWriter(out)).setErr(new PrintWriter(error));
    }

    private List<String> lines(String verdict) {
        return out.toString().lines().filter(line -> line.startsWith(verdict + " ")).toList();
    }

    private String configuration(String root, LocalDate from, LocalDate to) throws Exception {
        return Files.writeString(folder.resolve("costflow.yaml"), """
                lake: {root: "s3://cost/%s", s3: {endpoint: "%s", access-key: %s, secret-key: %s, path-style-access: true}}
                database: {url: "%s", user: %s, password: %s}
                window: {from: %s, to: %s}
                """.formatted(root, store.endpoint(), store.accessKey(), store.secretKey(), database.url(), database.user(), database.password(), from, to))
                .toString();
    }

    private void execute(String statements) throws SQLException {
        try (Connection connection = database.connect(); Statement statement = connection.createStatement()) {
            statement.execute(statements.formatted(TENANT));
        }
    }
}
