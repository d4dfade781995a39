package io.costflow.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseIT {
    @TempDir
    private Path folder;

    @Test
    void databasesOfOneServerDoNotSeeEachOthersRows() throws Exception {
        try (EmbeddedDatabase server = EmbeddedDatabase.start()) {
            KokuDatabase first = server.createDatabase();
            KokuDatabase second = server.createDatabase();

            execute(first, "INSERT INTO org1234567.reporting_enabledtagkeys (key, enabled, provider_type) VALUES ('app', true, 'OCP')");

            assertThat(number(first, "SELECT count(*) FROM org1234567.reporting_enabledtagkeys")).isEqualTo(1);
            assertThat(number(second, "SELECT count(*) FROM org1234567.reporting_enabledtagkeys")).isZero();
        }
    }

    @Test
    void createdDatabasesAreDroppedAndNamedOnesStay() throws Exception {
        try (EmbeddedDatabase server = EmbeddedDatabase.start()) {
            server.createDatabase();
            KokuDatabase named = server.createDatabase("named");

            server.dropCreated();

            assertThat(number(named, "SELECT count(*) FROM pg_database WHERE datname LIKE 'koku\\_%' AND datname <> 'koku_template'")).isZero();
        }
    }

    @Test
    void aTenantHasTablesOfItsOwn() throws Exception {
        try (EmbeddedDatabase server = EmbeddedDatabase.start()) {
            KokuDatabase database = server.createDatabase();

            database.createTenant("acct10001");

            String tables = "SELECT count(*) FROM information_schema.tables WHERE table_schema = '%s'";
            assertThat(number(database, tables.formatted("acct10001"))).isEqualTo(number(database, tables.formatted("org1234567"))).isPositive();
            assertThatThrownBy(() -> database.createTenant("x; DROP TABLE y")).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("schema name");
        }
    }

    @Test
    void aWrongPasswordIsRefused() throws Exception {
        try (EmbeddedDatabase server = EmbeddedDatabase.start()) {
            KokuDatabase database = server.createDatabase();

            assertThatThrownBy(() -> DriverManager.getConnection(database.url(), database.user(), "wrong"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
        }
    }

    @Test
    void aServerThatIsStartedAgainOnItsFolderAndPortHasItsRowsStill() throws Exception {
        int port;
        try (EmbeddedDatabase server = EmbeddedDatabase.start(folder.resolve("data"), 0)) {
            port = server.port();
            execute(server.createDatabase("kept"), "CREATE TABLE note AS SELECT 42 AS answer");
        }
        try (EmbeddedDatabase server = EmbeddedDatabase.start(folder.resolve("data"), port)) {
            assertThat(server.port()).isEqualTo(port);
            assertThat(number(server.database("kept"), "SELECT answer FROM note")).isEqualTo(42);
        }
    }

    private static void execute(KokuDatabase database, String sql) throws SQLException {
        try (Connection connection = database.connect(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long number(KokuDatabase database, String sql) throws SQLException {
        try (Connection connection = database.connect(); Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
