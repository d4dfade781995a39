package io.costflow.publish;

import io.costflow.settings.DatabaseSettings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** An embedded PostgreSQL with koku's tables: one server, and a fresh database as often as one is asked for. */
final class KokuDatabase implements AutoCloseable {

    static final String TENANT = "org1234567";

    private final EmbeddedPostgres server;
    private int databases;

    KokuDatabase() throws IOException, SQLException {
        server = EmbeddedPostgres.builder().start();
        execute("postgres", "create database koku");
        execute("koku", schema());
    }

    /** A new database with koku's tables and no rows. */
    DatabaseSettings fresh() throws SQLException {
        String name = "koku" + ++databases;
        execute("postgres", "create database " + name + " template koku");
        return new DatabaseSettings(server.getJdbcUrl("postgres", name), "postgres", null, Duration.ofSeconds(20));
    }

    static String schema() throws IOException {
        try (InputStream script = KokuDatabase.class.getResourceAsStream("/testbed/koku-schema.sql")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void execute(String database, String sql) throws SQLException {
        execute(new DatabaseSettings(server.getJdbcUrl("postgres", database), "postgres", null, Duration.ZERO), sql);
    }

    static Connection connect(DatabaseSettings settings) throws SQLException {
        return DriverManager.getConnection(settings.url(), settings.user(), settings.password());
    }

    static void execute(DatabaseSettings settings, String sql) throws SQLException {
        try (Connection connection = connect(settings); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The rows of a query, their columns joined with {@code |}. */
    static List<String> query(DatabaseSettings settings, String sql) throws SQLException {
        try (Connection connection = connect(settings); Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
            List<String> lines = new ArrayList<>();
            while (rows.next()) {
                List<String> values = new ArrayList<>();
                for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                    values.add(rows.getString(column));
                }
                lines.add(String.join("|", values.stream().map(String::valueOf).toList()));
            }
            return lines;
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
