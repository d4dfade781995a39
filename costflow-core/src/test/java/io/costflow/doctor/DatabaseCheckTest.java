package io.costflow.doctor;

import io.costflow.provider.aws.Aws;
import io.costflow.provider.azure.Azure;
import io.costflow.provider.openshift.OpenShift;
import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.publish.Table;
import io.costflow.settings.DatabaseSettings;
import io.costflow.settings.InventorySettings;
import io.costflow.settings.LakeSettings;
import io.costflow.settings.OutputSelection;
import io.costflow.settings.RunSettings;
import io.costflow.settings.Settings;
import io.costflow.settings.SourceSettings;
import io.costflow.settings.DayRange;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a real server that asks for passwords. */
class DatabaseCheckTest {

    private static final List<String> TABLES = List.of(
            "reporting_enabledtagkeys", "reporting_ocp_cost_category_namespace", "reporting_ocp_nodes", "reporting_ocpusagereportperiod",
            "reporting_ocpusagelineitem_daily_summary");

    @AutoClose
    private static EmbeddedPostgres server;

    @BeforeAll
    static void start() throws Exception {
        server = EmbeddedPostgres.builder().start();
        execute("create role koku login password 'right'");
        execute("create role guest login password 'right'");
        Path rules = Path.of(query("show hba_file"));
        Files.writeString(rules, "host all koku,guest all scram-sha-256\n" + Files.readString(rules));
        execute("select pg_reload_conf()");
    }

    @BeforeEach
    void createTables() throws Exception {
        execute("drop schema if exists org1 cascade; create schema org1; drop schema if exists org2 cascade; drop table if exists api_provider,"
                + " api_providerauthentication, api_providerinfrastructuremap");
        for (String table : TABLES) {
            execute("create table org1." + table + " (x int)");
        }
        execute("grant usage, create on schema org1 to public; grant all on all tables in schema org1 to koku; grant select on all tables in schema org1 to guest");
    }

    @Test
    void aCompleteDatabaseHasNoProblem() {
        assertThat(check("koku", "right", source("org1"))).isEmpty();
    }

    @Test
    void aSharedTableThatAnOutputNeedsIsNamed() throws Exception {
        OutputSelection all = new OutputSelection(List.of(OutputSelection.ALL));
        SourceSettings azure = new SourceSettings("org1", Azure.TYPE, "00000000-0000-0000-0000-000000000003", null, null, null, null, null, all);
        String problem = "The table public.reporting_common_diskcapacity does not exist; run koku's migrations, or check the tenant and database.url.";

        assertThat(check("koku", "right", source("org1"))).doesNotContain(problem);
        assertThat(check("koku", "right", azure)).contains(problem);
    }

    @Test
    void everyAbsentTableAndSchemaIsNamed() throws Exception {
        execute("drop table org1.reporting_ocp_nodes, org1.reporting_enabledtagkeys");

        assertThat(check("koku", "right", source("org1"), source("org9"))).containsExactly(
                "The table org1.reporting_enabledtagkeys does not exist; run koku's migrations, or check the tenant and database.url.",
                "The table org1.reporting_ocp_nodes does not exist; run koku's migrations, or check the tenant and database.url.",
                "The database has no schema 'org9'; check the tenant of the source, or database.url.");
    }

    @Test
    void aSummaryThatMayOnlyBeReadIsNamed() {
        assertThat(check("guest", "right", source("org1")))
                .containsExactly("The user 'guest' lacks insert, update, delete on the table"
                        + " org1.reporting_ocpusagelineitem_daily_summary; as its owner run: grant insert, update, delete on"
                        + " \"org1\".\"reporting_ocpusagelineitem_daily_summary\" to \"guest\";");
    }

    @Test
    void theTablesOfTheInventoryAreNeededWhereCostflowKeepsThem() throws Exception {
        Settings settings = settings("jdbc:postgresql://localhost:" + server.getPort() + "/postgres", "koku", "right", source("org1"));
        RunSettings ours = settings.run().withInventory(new InventorySettings(InventorySettings.Writer.COSTFLOW, true));
        Settings keeping = new Settings(settings.lake(), settings.database(), settings.window(), settings.sources(), ours);

        assertThat(check(keeping)).hasSize(5).allMatch(problem -> problem.contains("does not exist"));
        execute("create table org1.reporting_ocp_clusters (x int); create table org1.reporting_ocp_pvcs (x int); create table org1.reporting_ocp_projects (x int);"
                + " grant all on all tables in schema org1 to koku; create table api_provider (infrastructure_id int);"
                + " create table api_providerinfrastructuremap (id serial); grant select on api_provider to koku;"
                + " grant select, insert on api_providerinfrastructuremap to koku");
        assertThat(check(keeping)).hasSize(2).allMatch(problem -> problem.contains("which inventory: costflow needs; as its owner run: grant "));
        execute("grant update (infrastructure_id) on api_provider to koku; grant usage on sequence api_providerinfrastructuremap_id_seq to koku");
        assertThat(check(keeping)).isEmpty();
    }

    @Test
    void discoveryNeedsKokusSharedTablesAndATenant() throws Exception {
        execute("create table api_provider (x int); grant select on api_provider to koku");

        assertThat(check("koku", "right")).containsExactly(
                "The table public.api_providerauthentication does not exist; run koku's migrations, or check the tenant and database.url.",
                "The table public.api_providerinfrastructuremap does not exist; run koku's migrations, or check the tenant and database.url.",
                "The database has no schema with the table reporting_tenant_api_provider, so there are no sources to discover; check database.url, or list"
                        + " the sources in the"
                        + " configuration.");
    }

    @Test
    void discoveryChecksTheTablesOfEveryTenant() throws Exception {
        createTablesOfSources();
        execute("create schema org2; create table org2.reporting_tenant_api_provider (provider_id uuid); grant usage, create on schema org2 to koku;"
                + " grant select on org2.reporting_tenant_api_provider to koku");

        Settings settings = settings("jdbc:postgresql://localhost:" + server.getPort() + "/postgres", "koku", "right");
        assertThat(DatabaseCheck.check(settings)).filteredOn(finding -> finding.verdict() == Finding.Verdict.NOTE).hasSize(5).extracting(Finding::sentence)
                .allMatch(note -> note.startsWith("The days of tenant org2 that need it are left out: The table org2.reporting_") && note.contains("does not exist"));
        assertThat(check(settings)).as("what keeps a run from serving org1").isEmpty();
    }

    @Test
    void anAwsSourceNeedsItsBillsAndNineTables() throws Exception {
        assertThat(check("koku", "right", source("org1"), awsSource("org1"))).hasSize(10).allMatch(problem -> problem.contains("does not exist")).anyMatch(problem ->
                problem.contains("org1.reporting_awscostentrybill")).anyMatch(problem -> problem.contains("org1.reporting_ocpaws_network_summary_p"));

        execute("create table org1.reporting_awscostentrybill (x int); grant select on org1.reporting_awscostentrybill to koku, guest");
        for (Table<?> table : Aws.PROVIDER.correlatedOutput().orElseThrow().tables()) {
            execute("create table org1." + table.name() + " (x int); grant all on org1." + table.name() + " to koku; grant select on org1." + table.name() + " to guest");
        }
        assertThat(check("koku", "right", source("org1"), awsSource("org1"))).isEmpty();
        assertThat(check("guest", "right", awsSource("org1"))).as("may be read only").hasSize(9).noneMatch(problem -> problem.contains("reporting_awscostentrybill"));
    }

    @Test
    void aDiscoveredAwsSourceNeedsItsTablesToo() throws Exception {
        createTablesOfSources();
        assertThat(check("koku", "right")).isEmpty();

        execute("insert into api_provider values ('00000000-0000-0000-0000-000000000002', 'aws', 'AWS-local', null, null, true, false)");
        execute("insert into org1.reporting_tenant_api_provider values ('00000000-0000-0000-0000-000000000002')");
        assertThat(check("koku", "right")).hasSize(10).anyMatch(problem -> problem.contains("org1.reporting_ocpaws_cost_summary_p does not exist"));
    }

    @Test
    void aWrongPasswordIsNamedWithoutBeingShown() {
        assertThat(check("koku", "hunter2", source("org1")))
                .containsExactly("The database refuses the password of user 'koku'; check database.user and database.password.");
    }

    @Test
    void aMissingPasswordIsNamed() {
        assertThat(check("koku", null, source("org1"))).singleElement().asString().startsWith("The database asks for a password");
    }

    @Test
    void anUnknownDatabaseIsNamed() {
        assertThat(check(settings("jdbc:postgresql://localhost:" + server.getPort() + "/kuko", "koku", "right")))
                .containsExactly("The database of database.url (jdbc:postgresql://localhost:" + server.getPort() + "/kuko) does not exist; check its name.");
    }

    @Test
    void aPortWhereNobodyListensIsNamed() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        assertThat(check(settings("jdbc:postgresql://localhost:" + free + "/koku", "koku", "right")))
                .containsExactly("Nothing listens at database.url (jdbc:postgresql://localhost:" + free
                        + "/koku); check host and port, or start the database.");
    }

    @Test
    void anUnknownHostIsNamed() {
        assertThat(check(settings("jdbc:postgresql://nowhere.invalid/koku", "koku", "right")))
                .containsExactly("The host of database.url (jdbc:postgresql://nowhere.invalid/koku) is not known; check its name.");
    }

    private static void createTablesOfSources() throws SQLException {
        execute("create table api_provider (uuid uuid, name text, type text, authentication_id int, infrastructure_id int, active boolean, paused boolean)");
        execute("create table api_providerauthentication (id int, credentials jsonb)");
        execute("create table api_providerinfrastructuremap (id int, infrastructure_type text, infrastructure_provider_id uuid)");
        execute("create table org1.reporting_tenant_api_provider (provider_id uuid)");
        execute("grant select on all tables in schema org1, public to koku");
    }

    private static List<String> check(String user, String password, SourceSettings... sources) {
        return check(settings("jdbc:postgresql://localhost:" + server.getPort() + "/postgres", user, password, sources));
    }

    private static List<String> check(Settings settings) {
        return Finding.problems(DatabaseCheck.check(settings));
    }

    private static Settings settings(String url, String user, String password, SourceSettings... sources) {
        LocalDate day = LocalDate.of(2025, 10, 1);
        return new Settings(
                new LakeSettings("file:///lake", null, null, null, false), new DatabaseSettings(url, user, password, Duration.ofMinutes(5)),
                        new DayRange(day, day),
                List.of(sources), RunSettings.bounded(1, false, Duration.ofMinutes(2)));
    }

    private static SourceSettings source(String tenant) {
        return SourceSettings.cluster(tenant, OpenShift.TYPE, "00000000-0000-0000-0000-000000000001", "c", "c", null);
    }

    private static SourceSettings awsSource(String tenant) {
        return SourceSettings.cloud(tenant, Aws.TYPE, "00000000-0000-0000-0000-000000000002", null);
    }

    private static void execute(String statements) throws SQLException {
        try (Connection connection = admin(); Statement statement = connection.createStatement()) {
            statement.execute(statements);
        }
    }

    private static String query(String query) throws SQLException {
        try (Connection connection = admin(); Statement statement = connection.createStatement(); var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static Connection admin() throws SQLException {
        return DriverManager.getConnection(server.getJdbcUrl("postgres", "postgres"));
    }
}
