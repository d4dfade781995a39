package io.costflow.bench;

import io.costflow.testbed.DemoData;
import io.costflow.testbed.EmbeddedDatabase;
import io.costflow.testbed.KokuDatabase;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** An embedded PostgreSQL that gives every task a new database, with koku's tables and indexes. */
final class BenchDatabases implements AutoCloseable {
    private final EmbeddedDatabase server;
    private final DemoData data;
    private final List<KokuDatabase> created = new ArrayList<>();

    private BenchDatabases(EmbeddedDatabase server, DemoData data) {
        this.server = server;
        this.data = data;
    }

    static BenchDatabases start(DemoData data) throws IOException, SQLException {
        return new BenchDatabases(EmbeddedDatabase.start(), data);
    }

    /** A new database with koku's reference data and without any rows. */
    KokuDatabase create() throws SQLException {
        KokuDatabase database = server.createDatabase();
        created.add(database);
        data.insert(database, EmbeddedDatabase.TENANT);
        return database;
    }

    /** Drops all databases that were made, so that the disk does not fill up. */
    void drop() throws SQLException {
        for (KokuDatabase database : created) {
            server.drop(database);
        }
        created.clear();
    }

    /** Writes out what earlier tasks left in memory, so that it does not count for the next one. */
    void settle() throws SQLException {
        String url = "jdbc:postgresql://127.0.0.1:" + server.port() + "/postgres";
        try (Connection connection = DriverManager.getConnection(url, "postgres", ""); Statement statement = connection.createStatement()) {
            statement.execute("CHECKPOINT");
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
