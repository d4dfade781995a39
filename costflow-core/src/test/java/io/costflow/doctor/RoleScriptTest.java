package io.costflow.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.costflow.database.SqlName;
import io.costflow.reference.DiscoveredTenants;
import io.costflow.reference.SourceDirectory;
import io.costflow.settings.TenantSelection;
import io.costflow.testbed.Checkout;
import io.costflow.testbed.EmbeddedDatabase;
import io.costflow.testbed.KokuDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** docs/database-role.sql is the script of the check; it works whatever the names are, and the role can do no more than that. */
class RoleScriptTest {

    private static final Path PAGE = Checkout.path("docs", "database-role.sql");
    private static final String TENANT = EmbeddedDatabase.TENANT;

    @AutoClose
    private static EmbeddedDatabase server;

    private static KokuDatabase database;

    @BeforeAll
    static void start() throws Exception {
        server = EmbeddedDatabase.start();
        database = server.createDatabase();
        database.createTenant("acct10001");
        database.runScript("revoke usage on schema acct10001 from costflow");
    }

    @Test
    void theScriptOfTheDocumentationIsThatOfTheCheck() throws IOException {
        if (Boolean.getBoolean("costflow.docs.write")) {
            Files.writeString(PAGE, RoleScript.forPsql());
        }
        assertThat(PAGE).hasContent(RoleScript.forPsql());
    }

    @Test
    void itMayBeRunAgainAsPsqlWouldFillItIn() throws Exception {
        String filled = RoleScript.forPsql().replace(":\"role\"", "\"costflow\"").replace(":\"tenant\"", "\"" + TENANT + "\"").replace(":'tenant'", "'" + TENANT + "'")
                .replace(":\"DBNAME\"", SqlName.quoted(database.url().substring(database.url().lastIndexOf('/') + 1)));

        database.runScript(filled);
        database.runScript(filled);

        assertThat(filled.substring(filled.indexOf("-- Every role that connects"))).isEqualTo(
                RoleScript.of("costflow", database.url().substring(database.url().lastIndexOf('/') + 1), List.of(TENANT)));
    }

    @Test
    void theScriptForAllTenantsIsThatOfTheCheckInTheDocumentationAndInKubernetes() throws IOException {
        // docs/ and the chart have links to it: kustomize reads no file outside of its folder
        Path page = Checkout.path("k8s", "grants", "database-role-all.sql");
        if (Boolean.getBoolean("costflow.docs.write")) {
            Files.writeString(page, RoleScript.forAllTenants());
        }
        assertThat(page).hasContent(RoleScript.forAllTenants());
        assertThat(Checkout.path("docs", "database-role-all.sql")).isSymbolicLink().hasContent(RoleScript.forAllTenants());
    }

    @Test
    void itGrantsForTenantsThatAreNewAndMayBeRunAgain() throws Exception {
        database.createTenant("org1");
        database.runScript("revoke usage on schema org1 from costflow; create schema template0; create table template0.reporting_tenant_api_provider (id int)");
        for (int run = 1; run <= 2; run++) {
            List<String> statements = statements();
            assertThat(statements).hasSize(3);
            for (String ofTenant : statements) {
                database.runScript(ofTenant);
            }
        }
        try (Connection connection = database.connectAsCostflow()) {
            assertThat(SourceDirectory.tenants(connection, TenantSelection.ALL)).isEqualTo(new DiscoveredTenants(List.of("acct10001", "org1", TENANT), List.of()));
        }
        assertThat(statements().get(1)).as("the statements of a tenant are those of the script for one").isEqualTo(
                RoleScript.of("costflow", "any", List.of("org1")).substring(RoleScript.of("costflow", "any", List.of()).length()).replace("\"costflow\"", "costflow")
                        .replace("\"org1\"", "org1"));
        database.runScript("drop schema template0 cascade; drop schema org1 cascade; revoke usage on schema acct10001 from costflow");
        database.runScript(RoleScript.of("costflow", database.url().substring(database.url().lastIndexOf('/') + 1), List.of(TENANT)));
    }

    @Test
    void aTenantThatLacksATableIsNamedAtTheEnd() throws Exception {
        database.createTenant("org2");
        database.runScript("revoke usage on schema org2 from costflow; drop table org2.reporting_enabledtagkeys cascade; grant usage on schema acct10001 to costflow");
        String ofTenant = statements().stream().filter(statement -> statement.contains("schema org2")).findFirst().orElseThrow();

        assertThatThrownBy(() -> database.runScript(ofTenant)).hasMessageContaining("org2.reporting_enabledtagkeys");

        List<String> complaint = rows(RoleScript.complaintOfTenants("'costflow'"));
        assertThatThrownBy(() -> database.runScript(complaint.get(0))).hasMessageContaining("No rights on org2");
        database.runScript("drop schema org2 cascade");
        assertThat(rows(RoleScript.complaintOfTenants("'costflow'"))).isEmpty();
        database.runScript("revoke usage on schema acct10001 from costflow");
    }

    private static List<String> statements() throws SQLException {
        return rows(RoleScript.statementsOfTenants("'costflow'"));
    }

    private static List<String> rows(String sql) throws SQLException {
        List<String> statements = new ArrayList<>();
        try (Connection connection = database.connect(); Statement query = connection.createStatement();
                ResultSet rows = query.executeQuery(sql)) {
            while (rows.next()) {
                statements.add(rows.getString(1));
            }
        }
        return statements;
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "drop table %s.reporting_ocpusagelineitem_daily_summary",
        "alter table %s.reporting_ocpusagelineitem_daily_summary add column x int",
        "truncate %s.reporting_ocpusagelineitem_daily_summary",
        "create index on %s.reporting_ocpusagelineitem_daily_summary (node)",
        "create table %s.stolen partition of %s.reporting_ocpusagelineitem_daily_summary for values from ('2025-10-01') to ('2025-11-01')",
        "select from %s.reporting_ocp_cost_category",
        "truncate %s.reporting_ocp_clusters",
        "delete from public.api_providerinfrastructuremap",
        "update %s.reporting_enabledtagkeys set enabled = true",
        "delete from %s.reporting_ocpusagereportperiod",
        "insert into %s.partitioned_tables (schema_name, table_name, partition_of_table_name, partition_type, partition_col, partition_parameters)"
                + " values ('x', 'x', 'x', 'range', 'x', '{}')",
        "update public.api_provider set active = false",
        "select from acct10001.reporting_enabledtagkeys",
        "create schema mine",
        "create table public.mine (x int)",
        "create role other",
        "copy (select 1) to program 'true'",
        "select pg_read_file('postgresql.conf')"
    })
    void theRoleMayNot(String statement) throws Exception {
        try (Connection connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                Statement asRole = connection.createStatement()) {
            assertThatThrownBy(() -> asRole.execute(statement.replace("%s", TENANT))).isInstanceOf(SQLException.class)
                    .extracting(failure -> ((SQLException) failure).getSQLState()).isEqualTo("42501");
        }
    }

    @Test
    void theFunctionRegistersMonthsOfCostflowsTablesOnly() throws Exception {
        try (Connection connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                Statement asRole = connection.createStatement()) {
            String call = "select " + TENANT + ".costflow_register_month('%s', '%s')";
            asRole.execute(call.formatted("reporting_ocp_clusters", "2025-10-01"));
            asRole.execute(call.formatted("reporting_ocpusagelineitem_daily_summary", "2025-10-02"));
            asRole.execute(call.formatted("reporting_ocpusagelineitem_daily_summary", "2025-10-01"));
            asRole.execute(call.formatted("reporting_ocpusagelineitem_daily_summary", "2025-10-01"));
            try (var rows = asRole.executeQuery("select string_agg(table_name || ' ' || (partition_parameters ->> 'to'), ', ') from " + TENANT + ".partitioned_tables")) {
                rows.next();
                assertThat(rows.getString(1)).isEqualTo("reporting_ocpusagelineitem_daily_summary_2025_10 2025-11-01");
            }
        }
    }

    @Test
    void itAddsRowsToTablesThatKokuMakesLaterAndDoesNotReadThem() throws Exception {
        database.runScript("create table " + TENANT + ".tmp_virt_1 (vm_name text)");
        try (Connection connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                Statement asRole = connection.createStatement()) {
            assertThat(asRole.executeUpdate("insert into " + TENANT + ".tmp_virt_1 values ('vm-a')")).isEqualTo(1);
            assertThatThrownBy(() -> asRole.execute("select from " + TENANT + ".tmp_virt_1")).isInstanceOf(SQLException.class)
                    .extracting(failure -> ((SQLException) failure).getSQLState()).isEqualTo("42501");
        }
    }
}
