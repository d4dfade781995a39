package io.costflow.serve.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.costflow.provider.Providers;
import io.costflow.publish.OwnTables;
import io.costflow.publish.SourceModes;
import io.costflow.publish.Table;
import io.costflow.serve.protocol.Answer;
import io.costflow.serve.protocol.ClientStatement;
import io.costflow.serve.protocol.ErrorCode;
import io.costflow.serve.protocol.StatementFailure;
import io.costflow.serve.protocol.StatementRouter;
import io.costflow.serve.protocol.TrinoServer;
import io.costflow.serve.statement.KnownForms;
import io.costflow.serve.statement.Recognition;
import io.costflow.serve.statement.SessionStatements;
import io.costflow.serve.statement.SessionStatements.Asked;
import io.costflow.serve.statement.StatementKind;
import io.costflow.serve.statement.TrinoParser;
import io.costflow.settings.DatabaseSettings;
import io.costflow.settings.DayRange;
import io.costflow.settings.LakeSettings;
import io.costflow.settings.RunSettings;
import io.costflow.settings.ServeSettings;
import io.costflow.settings.Settings;
import io.costflow.settings.SourceMode;
import io.costflow.settings.SourceSettings;
import io.costflow.sql.lake.LakeTable;
import io.costflow.testing.SharedServers;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The endpoint over a lake of folders and a database, with a recorder in the real Trino's place and the test in the job's. */
class EndpointTest {

    static final String TENANT = "org1234567";
    private static final String CLUSTER = "00000000-0000-0000-0000-000000000001";

    /** Does what koku's insert of GPUs does, in other words. */
    static final String INSERT = """
            INSERT INTO postgres.org1234567.reporting_ocp_gpu_summary_p (usage_start, node, gpu_count)
            SELECT date(g.interval_start), g.node, count(*) FROM hive.org1234567.openshift_gpu_usage_line_items_daily g
            WHERE g.source = '00000000-0000-0000-0000-000000000001' AND g.year = '2025' AND g.month = '10'
            AND g.interval_start >= TIMESTAMP '2025-10-03' AND g.interval_start < date_add('day', 1, TIMESTAMP '2025-10-05') GROUP BY 1, 2""";

    private static final String ACCOUNT = "00000000-0000-0000-0000-000000000004";

    /** Does what koku's insert of GCP's summary does for a day and an invoice, in other words. */
    private static final String GCP_INSERT = "INSERT INTO postgres.org1234567.reporting_gcpcostentrylineitem_daily_summary (uuid, usage_start, invoice_month)"
            + " SELECT uuid(), date(g.usage_start_time), g.invoice_month FROM hive.org1234567.gcp_line_items g WHERE g.source = '" + ACCOUNT + "' AND g.year = '2025'"
            + " AND g.month IN ('09', '10') AND g.invoice_month = '202511' AND g.usage_start_time >= TIMESTAMP '2025-10-31'"
            + " AND g.usage_start_time < date_add('day', 1, TIMESTAMP '2025-10-31')";

    static final String STATES = "org1234567.tmp_virt_0123456789abcdef0123456789abcdef";

    /** Does what koku's list of the states of virtual machines does, in other words. */
    static final String STATES_INSERT = "INSERT INTO postgres." + STATES + " (vm_name, node, pvc_name, cpu_request, mem_request)"
            + " SELECT v.vm_name, max(v.node), v.vm_persistentvolumeclaim_name, 24 * max(v.vm_cpu_request_cores), 24 * max(v.vm_memory_request_bytes) / 1073741824"
            + " FROM hive.org1234567.openshift_vm_usage_line_items v WHERE v.source = '" + CLUSTER + "' AND v.year = '2025' AND v.month = '10' GROUP BY 1, 3";

    /** What is known of a virtual machine. */
    static final String VM_OF_DAY = "insert into org1234567.costflow_vm_day (id, usage_start, source_uuid, vm_name, vm_cpu_request_cores, uptime_seconds, last_interval, claims)"
            + " values (gen_random_uuid(), '2025-10-02', '" + CLUSTER + "', 'vm-a', 2, 3600, '2025-10-02 05:00', '{disk}')";

    static final String VM_LAST = "insert into org1234567.costflow_vm_last (id, usage_start, source_uuid, vm_name, node, last_interval, vm_cpu_request_cores,"
            + " vm_memory_request_bytes) values (gen_random_uuid(), '2025-10-02', '" + CLUSTER + "', 'vm-a', 'node-1', '2025-10-02 05:00', 2, 1073741824)";

    private static final String INTERMEDIATE = "DELETE FROM hive.org1234567.reporting_ocpusagelineitem_daily_summary WHERE source = '" + CLUSTER + "' AND day = '3'";

    /** Does what koku's delete of intermediate rows and its insert into the summary do, in other words. */
    private static final String FIRST_OF_CHAIN = INTERMEDIATE.replace("day = '3'", "year = '2025' AND month = '10' AND day = '3'");

    private static final String LAST_OF_CHAIN = "INSERT INTO postgres.org1234567.reporting_ocpusagelineitem_daily_summary (uuid, namespace, usage_start)"
            + " SELECT uuid(), s.namespace, date(s.usage_start) FROM hive.org1234567.reporting_ocpusagelineitem_daily_summary s"
            + " WHERE s.source = '" + CLUSTER + "' AND s.year = '2025' AND lpad(s.month, 2, '0') = '10' AND s.day IN ('3')";

    @TempDir
    private Path lake;

    private final List<String> recorded = new CopyOnWriteArrayList<>();
    private DatabaseSettings database;
    private volatile Exception recorderFails;
    private TrinoServer recorder;
    private Endpoint endpoint;

    @BeforeEach
    void start() throws Exception {
        database = SharedServers.emptyDatabase();
        execute("create schema " + TENANT);
        Path month = lake.resolve("daily/" + TENANT + "/" + LakeTable.of("openshift_pod_usage_line_items_daily").orElseThrow().report().folder()
                + "/source=" + CLUSTER + "/year=2025/month=10");
        Files.createDirectories(month);
        Files.writeString(month.resolve("pods.2025-10-01.parquet"), "no file that is read");
        StatementRouter record = new StatementRouter() {
            @Override
            public Route route(ClientStatement statement) {
                recorded.add(statement.text());
                return new Route.Here(id -> {
                    if (recorderFails != null) {
                        throw recorderFails;
                    }
                    return Answer.counted("RECORDED", 99, List.of());
                });
            }

            @Override
            public Optional<Question> resume(String statementId) {
                return Optional.empty();
            }
        };
        recorder = TrinoServer.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), record, Optional.empty());
        endpoint = endpoint(null);
    }

    @AfterEach
    void stop() throws Exception {
        endpoint.close();
        recorder.close();
    }

    private Endpoint endpoint(String trino) throws Exception {
        return endpoint(database, lake, "localhost:0", trino);
    }

    static Endpoint endpoint(DatabaseSettings database, Path lake, String listen, String trino) throws Exception {
        ServeSettings serve = new ServeSettings(SourceMode.COSTFLOW, null, listen, trino, true, Duration.ofSeconds(60));
        Settings settings = new Settings(
                new LakeSettings("file://" + lake.toAbsolutePath(), null, null, null, true), database, new DayRange(LocalDate.of(2025, 10, 1), LocalDate.of(2025, 10, 2)),
                List.of(SourceSettings.cluster(TENANT, "OCP", CLUSTER, "cluster-1", "Cluster", null), SourceSettings.cloud(TENANT, "GCP", ACCOUNT, BigDecimal.ZERO)), RunSettings.bounded(1, false, Duration.ofSeconds(5))).with(serve);
        return Endpoint.start(settings, KnownForms.ofKoku().with(form(INSERT), StatementKind.GPU_SUMMARY).with(form(STATES_INSERT), StatementKind.VM_STATES)
                .with(form(LAST_OF_CHAIN), StatementKind.USAGE_SUMMARY).with(form(GCP_INSERT), StatementKind.CLOUD_SUMMARY));
    }

    private static String form(String text) throws Exception {
        Asked.Run insert = (Asked.Run) new SessionStatements(new TrinoParser()).unwrap(text, Map.of());
        return new Recognition(KnownForms.ofKoku()).recognise(insert.statement(), "hive", TENANT).fingerprint();
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database.url(), database.user(), database.password()); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<String> query(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database.url(), database.user(), database.password())) {
            return texts(connection, sql);
        }
    }

    private static List<String> texts(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }

    private Connection client() throws SQLException {
        return DriverManager.getConnection("jdbc:trino://localhost:" + endpoint.port() + "/hive/" + TENANT + "?user=admin");
    }

    @Test
    void metadataComeFromTheLake() throws Exception {
        try (Connection client = client()) {
            assertThat(texts(client, "SHOW SCHEMAS LIKE 'org1234567'")).containsExactly(TENANT);
            assertThat(texts(client, "SHOW TABLES LIKE 'openshift_pod_usage_line_items_daily'")).containsExactly("openshift_pod_usage_line_items_daily");
            assertThat(texts(client, "SHOW TABLES LIKE 'openshift_storage_usage_line_items_daily'")).isEmpty();
            assertThat(texts(client, "SELECT count(*) FROM \"openshift_pod_usage_line_items_daily$partitions\" WHERE source = '" + CLUSTER + "'")).containsExactly("1");
            assertThat(texts(client, "SELECT count(*) FROM \"openshift_pod_usage_line_items_daily$partitions\" WHERE source = 'x'")).containsExactly("0");
            assertThatThrownBy(() -> texts(client, "SELECT count(*) FROM \"nothing$partitions\"")).hasMessageContaining("does not exist")
                    .extracting(e -> ((SQLException) e).getErrorCode()).isEqualTo(46);
        }
    }

    @Test
    void tablesAreThoseOfTheSchemaThatIsNamed() throws Exception {
        try (Connection client = client()) {
            assertThat(texts(client, "SHOW TABLES FROM hive.ORG1234567")).containsExactly("openshift_pod_usage_line_items_daily");
            assertThat(texts(client, "SHOW TABLES FROM hive.default")).isEmpty();
            assertThatThrownBy(() -> texts(client, "SHOW TABLES FROM hive.nothing")).hasMessageContaining("Schema 'nothing' does not exist")
                    .extracting(e -> ((SQLException) e).getErrorCode()).isEqualTo(45);
            assertThatThrownBy(() -> texts(client, "SHOW TABLES FROM postgres.org1234567")).hasMessageContaining("serve.trino.url");
            assertThatThrownBy(() -> texts(client, "SHOW SCHEMAS FROM postgres")).hasMessageContaining("serve.trino.url");
            assertThatThrownBy(() -> texts(client, "SHOW TABLES LIKE 'x' ESCAPE 'ab'")).hasMessageContaining("must be a single character");
            assertThatThrownBy(() -> texts(client, "SHOW TABLES LIKE 'axb' ESCAPE 'a'")).hasMessageContaining("must be followed by");
            assertThat(texts(client, "SHOW TABLES LIKE 'openshift!_pod!_%' ESCAPE '!'")).containsExactly("openshift_pod_usage_line_items_daily");
            client.setSchema("not_there_yet");
            assertThat(texts(client, "SHOW TABLES LIKE 'openshift_pod_usage_line_items_daily'")).as("what koku asks before it creates the schema").isEmpty();
            client.setSchema("default");
            assertThat(texts(client, "SHOW SCHEMAS LIKE 'org1234567'")).containsExactly(TENANT);
            assertThat(texts(client, "SHOW TABLES LIKE 'openshift_pod_usage_line_items_daily'")).isEmpty();
        }
    }

    @Test
    void partitionsOfAMonthAreCounted() throws Exception {
        String count = "SELECT count(*) FROM \"openshift_pod_usage_line_items_daily$partitions\" WHERE source = '" + CLUSTER + "' AND year = '2025' AND ";
        try (Connection client = client()) {
            assertThat(texts(client, count + "(month = '10' OR month = '010')")).containsExactly("1");
            assertThat(texts(client, count + "month IN ('09', '10', '10')")).containsExactly("1");
            assertThat(texts(client, count + "month = '09'")).containsExactly("0");
            assertThat(texts(client, count + "month IN ('13', 'abc', '-1', '')")).as("values that are no months").containsExactly("0");
            assertThatThrownBy(() -> texts(client, count + "month <> '10'")).hasMessageContaining("serve.trino.url");
        }
    }

    @Test
    void onlyTheProbeIsAnsweredInTrinosPlace() throws Exception {
        endpoint.close();
        endpoint = endpoint("http://localhost:" + recorder.port());
        mode(SourceMode.TRINO);
        try (Connection client = client(); Statement statement = client.createStatement()) {
            assertThat(texts(client, "SELECT 1")).containsExactly("1");
            assertThat(texts(client, "EXECUTE IMMEDIATE 'SELECT 1'")).containsExactly("1");
            assertThat(recorded).isEmpty();
            assertThat(statement.executeLargeUpdate("SELECT 7 AS x")).as("Trino's answer").isEqualTo(99);
            assertThat(statement.executeLargeUpdate("EXECUTE IMMEDIATE 'SELECT ?' USING 8")).as("Trino's answer").isEqualTo(99);
        }
    }

    @Test
    void aStatementThatIsNestedTooDeeplyIsPassedOnOrRefused() throws Exception {
        List<String> texts = new ArrayList<>();
        for (int count : new int[] {1500, 5000}) {
            texts.add("SELECT " + "1 + ".repeat(count) + "1");
            texts.add("SELECT " + "a || ".repeat(count) + "a");
            texts.add("SELECT 1" + " UNION ALL SELECT 1".repeat(count));
            texts.add("EXECUTE IMMEDIATE 'SELECT " + "a || ".repeat(count) + "?' USING 'a'");
        }
        for (String text : texts) {
            assertThat(answerTo(text)).as(text.substring(0, 50))
                    .containsPattern("\"errorName\":\"(STACK_OVERFLOW|SYNTAX_ERROR|NOT_SUPPORTED)\"").doesNotContain("\"message\":null");
        }
        endpoint.close();
        endpoint = endpoint("http://localhost:" + recorder.port());
        mode(SourceMode.TRINO);
        for (String text : texts) {
            assertThat(answerTo(text)).contains("RECORDED");
        }
        assertThat(recorded).isEqualTo(texts);
    }

    @Test
    void aQuestionWithMoreConditionsThanThePlannerTakesIsRefused() throws Exception {
        String answer = answerTo("SELECT 1 WHERE 1 = 2" + " AND 1 = 2".repeat(3000));
        assertThat(answer).contains("\"errorName\":\"STACK_OVERFLOW\"").doesNotContain("\"message\":null");
        assertThat(answerTo("SELECT 7 AS x")).as("the next question").contains("\"data\":[[7]]");
    }

    /** The last page of the answer to a statement. */
    private String answerTo(String text) throws Exception {
        HttpClient http = HttpClient.newHttpClient();
        HttpRequest post = HttpRequest.newBuilder(URI.create("http://localhost:" + endpoint.port() + "/v1/statement"))
                .header("X-Trino-User", "admin").POST(BodyPublishers.ofString(text)).build();
        String page = http.send(post, BodyHandlers.ofString()).body();
        while (page.contains("\"nextUri\"")) {
            URI next = URI.create(page.replaceAll(".*\"nextUri\":\"([^\"]*)\".*", "$1"));
            page = http.send(HttpRequest.newBuilder(next).timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString()).body();
        }
        return page;
    }

    @Test
    void whatASessionIsToldIsKeptByItsClient() throws Exception {
        try (Connection client = client(); Statement statement = client.createStatement()) {
            statement.execute("USE hive.elsewhere");
            assertThat(client.getSchema()).isEqualTo("elsewhere");
            assertThat(texts(client, "SHOW TABLES")).isEmpty();
            statement.execute("USE " + TENANT);
            statement.execute("SET SESSION query_max_run_time = '1m'");
            assertThat(statement.getWarnings().getMessage()).contains("has no meaning");
            statement.execute("RESET SESSION query_max_run_time");
            assertThat(texts(client, "SHOW TABLES LIKE 'openshift_pod%'")).containsExactly("openshift_pod_usage_line_items_daily");
        }
    }

    @Test
    void mistakesOfPeopleHaveTheNumbersThatTrinoGivesThem() throws Exception {
        execute("create table org1234567.reporting_ocpusagelineitem_daily_summary (usage_start date, namespace text)");
        Map<String, Integer> numbers = Map.of(
                "SELECT * FROM nosuchtable", 46,
                "SELECT * FROM postgres.org1234567.nosuchtable", 46,
                "SELECT nothing FROM postgres.org1234567.reporting_ocpusagelineitem_daily_summary", 47,
                "SELECT DATE '2025-13-01'", 59,
                "EXECUTE nosuchstatement", 5,
                "EXECUTE IMMEDIATE 'SELECT ?' USING 1, 2", 80,
                "SELECT FROM", 1);
        try (Connection client = client()) {
            numbers.forEach((text, number) -> assertThatThrownBy(() -> texts(client, text)).as(text).extracting(e -> ((SQLException) e).getErrorCode()).isEqualTo(number));
            assertThatThrownBy(() -> texts(client, "SELECT DATE '2025-13-01'")).hasMessageContaining("line 1:8: '2025-13-01' is not a valid date.");
        }
    }

    @Test
    void anInsertOfASummaryWaitsForItsDays() throws Exception {
        Thread job = answerRequests(4);
        try (Connection client = client(); Statement statement = client.createStatement()) {
            assertThat(statement.executeLargeUpdate(INSERT)).isEqualTo(4);
            assertThat(statement.getWarnings().getMessage()).contains("Good enough.");
        } finally {
            job.join();
        }
        assertThat(query("select concat_ws(' ', output, source_uuid, period_from, period_to) from org1234567.costflow_request"))
                .containsExactly("gpu " + CLUSTER + " 2025-10-03 2025-10-05");
    }

    @Test
    void anInsertWhoseLastDayIsBeforeItsFirstHasNoRows() throws Exception {
        try (Connection client = client(); Statement statement = client.createStatement()) {
            assertThat(statement.executeLargeUpdate(INSERT.replace("2025-10-03", "2025-10-07"))).isZero();
        }
        assertThat(isAsked()).isFalse();
    }

    @Test
    void daysOutsideTheWindowAreNotAskedForByTheInvoiceOfALaterMonth() throws Exception {
        try (Connection client = client(); Statement statement = client.createStatement()) {
            assertThat(statement.executeLargeUpdate(GCP_INSERT)).as("rows on November's invoice where October's lie").isZero();

            Thread job = answerRequests(4);
            assertThat(statement.executeLargeUpdate(GCP_INSERT.replace("202511", "202510"))).as("rows on the invoice of their own month").isEqualTo(4);
            job.join();
            job = answerRequests(5);
            assertThat(statement.executeLargeUpdate(GCP_INSERT.replace("10-31", "10-02"))).as("rows of a day of the window").isEqualTo(5);
            job.join();
        }
        assertThat(query("select period_from::text from org1234567.costflow_request order by 1")).containsExactly("2025-10-02", "2025-10-31");
    }

    /** What the job does. */
    private Thread answerRequests(int rows) {
        return answerRequests(database, rows);
    }

    static Thread answerRequests(DatabaseSettings database, int rows) {
        Thread job = new Thread(() -> {
            int answered = 0;
            while (answered == 0) {
                try (Connection connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                        Statement statement = connection.createStatement()) {
                    answered = statement.executeUpdate(
                            "update org1234567.costflow_request set state = 'done', rows = " + rows + ", reason = 'Good enough.' where state = 'waiting'");
                } catch (SQLException e) {
                    // the table, or the server, is not there yet
                }
            }
        });
        job.start();
        return job;
    }

    @Test
    void anUnknownStatementIsRefusedAndCounted() throws Exception {
        try (Connection client = client(); Statement statement = client.createStatement()) {
            assertThatThrownBy(() -> statement.execute(INSERT.replace("count(*)", "max(1)")))
                    .hasMessageContaining("does not know this form").hasMessageContaining("reporting_ocp_gpu_summary_p").hasMessageContaining("serve.trino.url");
        }
        endpoint.close();
        assertThat(query("select kind || ' ' || mode || ' ' || answered_by || ' ' || count from org1234567.costflow_statement")).contains("other-write costflow costflow 1");
    }

    @Test
    void whatTrinoIsToWriteIsRefusedAndCountedWithoutATrino() throws Exception {
        assertThat(endpoint.warnings()).as("before there is a row").isEmpty();
        for (SourceMode ofTrino : List.of(SourceMode.TRINO, SourceMode.SHADOW)) {
            mode(ofTrino);
            try (Connection client = client(); Statement statement = client.createStatement()) {
                for (String text : List.of(INSERT, STATES_INSERT, INTERMEDIATE, FIRST_OF_CHAIN, LAST_OF_CHAIN, INSERT.replace("count(*)", "max(1)"))) {
                    assertThatThrownBy(() -> statement.execute(text)).as(text).hasMessageContaining("is in mode " + ofTrino.text()).hasMessageContaining(CLUSTER)
                            .hasMessageContaining("org1234567.costflow_source").hasMessageContaining("serve.trino.url").extracting(e -> ((SQLException) e).getErrorCode()).isEqualTo(13);
                }
                assertThat(texts(client, "SHOW TABLES LIKE 'openshift_pod%'")).as("what only reads").isNotEmpty();
            }
            assertThat(endpoint.warnings()).singleElement().asString().contains(TENANT + "/" + CLUSTER + " gpu (" + ofTrino.text() + ")").contains("serve.trino.url");
        }
        endpoint.close();
        assertThat(query("select concat_ws(' ', kind, mode, answered_by, count) from org1234567.costflow_statement where last_error like '%is in mode%'")).contains(
                "gpu-summary trino costflow 1", "gpu-summary shadow costflow 1", "vm-states trino costflow 1", "other-write trino costflow 1");
    }

    @Test
    void theModeSaysWhoAnswers() throws Exception {
        endpoint.close();
        endpoint = endpoint("http://localhost:" + recorder.port());
        mode(SourceMode.TRINO);
        try (Connection client = client(); Statement statement = client.createStatement()) {
            assertThat(statement.executeLargeUpdate(INSERT)).as("Trino's answer").isEqualTo(99);
            assertThat(statement.executeLargeUpdate(INTERMEDIATE)).isEqualTo(99);
            assertThat(recorded).containsExactly(INSERT, INTERMEDIATE);

            mode(SourceMode.COSTFLOW);
            assertThat(statement.executeLargeUpdate(INTERMEDIATE)).as("our answer").isZero();
            for (int i = 0; i < 100 && recorded.size() < 3; i++) {
                Thread.sleep(50);
            }
            assertThat(recorded).as("Trino's tables are kept up").containsExactly(INSERT, INTERMEDIATE, INTERMEDIATE);

            mode(SourceMode.REFUSE);
            assertThatThrownBy(() -> statement.executeLargeUpdate(INTERMEDIATE)).hasMessageContaining("maintenance");
        }
    }

    @Test
    void aChainOfStatementsKeepsItsMode() throws Exception {
        endpoint.close();
        endpoint = endpoint("http://localhost:" + recorder.port());
        mode(SourceMode.COSTFLOW);
        try (Connection client = client(); Statement statement = client.createStatement()) {
            assertThat(statement.executeLargeUpdate(FIRST_OF_CHAIN)).isZero();
            mode(SourceMode.TRINO);
            Thread job = answerRequests(4);
            assertThat(statement.executeLargeUpdate(LAST_OF_CHAIN)).as("the end of a chain that began in mode costflow").isEqualTo(4);
            job.join();

            assertThat(statement.executeLargeUpdate(FIRST_OF_CHAIN)).isEqualTo(99);
            mode(SourceMode.COSTFLOW);
            assertThat(statement.executeLargeUpdate(LAST_OF_CHAIN)).as("the end of a chain that began in mode trino").isEqualTo(99);

            assertThat(statement.executeLargeUpdate(FIRST_OF_CHAIN)).isZero();
            mode(SourceMode.TRINO);
            assertThat(statement.executeLargeUpdate(FIRST_OF_CHAIN)).as("a chain that koku begins again").isEqualTo(99);
        }
        assertThat(query("select concat_ws(' ', reason, output, period_from, table_name is null) from org1234567.costflow_request where state = 'chain'"))
                .containsExactly("trino openshift 2025-10-03 t");
    }

    @Test
    void aChainKeepsItsModeThroughAFailureOfTheDatabaseThatPasses() throws Exception {
        endpoint.close();
        endpoint = endpoint("http://localhost:" + recorder.port());
        mode(SourceMode.COSTFLOW);
        try (Connection client = client(); Statement statement = client.createStatement()) {
            assertThat(statement.executeLargeUpdate(FIRST_OF_CHAIN)).isZero();
            mode(SourceMode.TRINO);
            execute("create sequence public.attempts; create function public.fails() returns trigger language plpgsql as $$ begin"
                    + " if nextval('public.attempts') < 3 then raise 'another session was in the way' using errcode = '40001'; end if; return new; end $$;"
                    + " create trigger fails before update on org1234567.costflow_request for each row execute function public.fails()");
            assertThat(statement.executeLargeUpdate(FIRST_OF_CHAIN.replace("day = '3'", "day = '5'"))).as("another day of a chain that began in mode costflow").isZero();
        }
    }

    @Test
    void aSummaryThatTrinoDoesNotTakeEndsNoChain() throws Exception {
        endpoint.close();
        endpoint = endpoint("http://localhost:" + recorder.port());
        mode(SourceMode.TRINO);
        try (Connection client = client(); Statement statement = client.createStatement()) {
            assertThat(statement.executeLargeUpdate(FIRST_OF_CHAIN)).isEqualTo(99);
            recorder.close();
            HttpRequest post = HttpRequest.newBuilder(URI.create("http://localhost:" + endpoint.port() + "/v1/statement"))
                    .header("X-Trino-User", "admin").POST(BodyPublishers.ofString(LAST_OF_CHAIN)).build();
            assertThat(HttpClient.newHttpClient().send(post, BodyHandlers.ofString()).statusCode()).isEqualTo(503);
        }
        assertThat(query("select table_name is null from org1234567.costflow_request where state = 'chain'")).containsExactly("t");
    }

    @Test
    void metadataThatNameNoSourceAreAnsweredFromTheLakeWhenTrinoFails() throws Exception {
        String show = "SHOW TABLES LIKE 'openshift_pod_usage_line_items_daily'";
        endpoint.close();
        endpoint = endpoint("http://localhost:" + recorder.port());
        mode(SourceMode.TRINO);
        try (Connection client = client(); Statement statement = client.createStatement()) {
            statement.execute(show);
            assertThat(recorded).containsExactly(show);
            recorderFails = new StatementFailure(ErrorCode.HIVE_FILESYSTEM_ERROR, "The metastore is away.");
            assertThat(texts(client, show)).as("an answer while the metastore is away").containsExactly("openshift_pod_usage_line_items_daily");
            assertThatThrownBy(() -> statement.execute("CREATE SCHEMA IF NOT EXISTS org1234567")).as("a statement that changes something").hasMessageContaining("The metastore is away.");
            recorderFails = new StatementFailure(ErrorCode.SYNTAX_ERROR, "It was a mistake.");
            assertThatThrownBy(() -> texts(client, show)).hasMessageContaining("It was a mistake.");
            recorder.close();
            assertThat(texts(client, show)).as("an answer while Trino is away").containsExactly("openshift_pod_usage_line_items_daily");
            assertThatThrownBy(() -> texts(client, FIRST_OF_CHAIN)).as("a statement that names a source").isInstanceOf(SQLException.class);
        }
    }

    private void mode(SourceMode mode) throws Exception {
        try (Connection connection = DriverManager.getConnection(database.url(), database.user(), database.password())) {
            SourceModes.create(connection, TENANT);
            SourceModes.set(connection, TENANT, CLUSTER, SourceModes.ALL_OUTPUTS, mode);
        }
        Thread.sleep(600); // longer than a mode is remembered
    }

    @Test
    void aStatementThatWaitsOutlivesTheEndpoint() throws Exception {
        HttpClient http = HttpClient.newHttpClient();
        HttpRequest post = HttpRequest.newBuilder(URI.create("http://localhost:" + endpoint.port() + "/v1/statement"))
                .header("X-Trino-User", "admin").POST(BodyPublishers.ofString(INSERT)).build();
        String page = http.send(post, BodyHandlers.ofString()).body();
        for (int i = 0; i < 100 && !isAsked(); i++) {
            Thread.sleep(50);
        }
        endpoint.close();
        endpoint = endpoint(null);
        answerRequests(3).join();
        String path = URI.create(page.replaceAll(".*\"nextUri\":\"([^\"]*)\".*", "$1")).getPath();
        String answer = http.send(HttpRequest.newBuilder(URI.create("http://localhost:" + endpoint.port() + path)).build(), BodyHandlers.ofString()).body();
        assertThat(answer).contains("\"updateCount\":3");
    }

    @Test
    void anInsertOfRowsIsDoneOnceHoweverOftenItIsSent() throws Exception {
        execute("create table " + STATES + " (vm_name text, node text, pvc_name text, cpu_request float, mem_request float)");
        try (Connection connection = DriverManager.getConnection(database.url(), database.user(), database.password())) {
            for (Table<?> table : Providers.output("cost-model-facts").tables()) {
                OwnTables.create(connection, TENANT, table);
            }
        }
        execute(VM_OF_DAY);
        execute(VM_LAST);
        HttpClient http = HttpClient.newHttpClient();
        HttpRequest post = HttpRequest.newBuilder(URI.create("http://localhost:" + endpoint.port() + "/v1/statement"))
                .header("X-Trino-User", "admin").POST(BodyPublishers.ofString(STATES_INSERT)).build();
        http.send(post, BodyHandlers.ofString()); // whose answer gets lost, so that the client sends it again
        String page = http.send(post, BodyHandlers.ofString()).body();
        URI next = URI.create(page.replaceAll(".*\"nextUri\":\"([^\"]*)\".*", "$1"));
        Thread job = answerRequests(0);
        String answer = "";
        for (int i = 0; i < 30 && !answer.contains("updateCount"); i++) {
            answer = http.send(HttpRequest.newBuilder(next).build(), BodyHandlers.ofString()).body();
        }
        job.join();
        assertThat(answer).contains("\"updateType\":\"INSERT\"").contains("\"updateCount\":1").contains("Good enough.");

        endpoint.close();
        endpoint = endpoint(null);
        URI afterRestart = URI.create("http://localhost:" + endpoint.port() + next.getPath());
        assertThat(http.send(HttpRequest.newBuilder(afterRestart).build(), BodyHandlers.ofString()).body()).contains("\"updateCount\":1");
        assertThat(query("select concat_ws(' ', vm_name, node, pvc_name, cpu_request, mem_request) from " + STATES)).containsExactly("vm-a node-1 disk 48 24");
        assertThat(query("select concat_ws(' ', output, table_name, period_from, period_to, state) from org1234567.costflow_request order by 1")).containsExactly(
                "cost-model-facts 2025-10-01 2025-10-02 done", "cost-model-facts " + STATES.replace("org1234567.", "") + " 2025-10-01 2025-10-02 done");
    }

    private boolean isAsked() {
        try {
            return !query("select 1 from org1234567.costflow_request").isEmpty();
        } catch (SQLException e) {
            return false;
        }
    }
}
