package io.costflow.publish;

import io.costflow.settings.DatabaseSettings;
import io.costflow.testing.KeptConnections;
import io.costflow.testing.SharedServers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Databases with koku's tables on the server that the tests share, for its superuser. */
final class KokuDatabase {

    static final String TENANT = "org1234567";

    private static String template;

    private KokuDatabase() {}

    /** A new database with koku's tables and no rows. */
    static synchronized DatabaseSettings fresh() throws SQLException, IOException {
        if (template == null) {
            // not over a kept connection: a database that anyone is connected to cannot be copied
            try (Connection connection = connect(SharedServers.emptyTemplate("publish_template"))) {
                execute(connection, schema());
            }
            template = "publish_template";
        }
        return SharedServers.copyOf(template);
    }

    static String schema() throws IOException {
        try (InputStream script = KokuDatabase.class.getResourceAsStream("/testbed/koku-schema.sql")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static Connection connect(DatabaseSettings settings) throws SQLException {
        return DriverManager.getConnection(settings.url(), settings.user(), settings.password());
    }

    static void execute(DatabaseSettings settings, String sql) throws SQLException {
        KeptConnections.ask(settings, connection -> execute(connection, sql));
    }

    private static boolean execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.execute(sql);
        }
    }

    /** The rows of a query, their columns joined with {@code |}. */
    static List<String> query(DatabaseSettings settings, String sql) throws SQLException {
        return KeptConnections.ask(settings, connection -> {
            try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
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
        });
    }
}
