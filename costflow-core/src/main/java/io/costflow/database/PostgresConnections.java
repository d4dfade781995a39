package io.costflow.database;

import io.costflow.settings.DatabaseSettings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.apache.flink.connector.jdbc.JdbcConnectionOptions;
import org.apache.flink.connector.jdbc.datasource.connections.SimpleJdbcConnectionProvider;

/** Connections to koku's PostgreSQL that notice a dead server. Parameters of the URL win over those that are set here. */
public final class PostgresConnections {

    private static final int CONNECT_TIMEOUT_SECONDS = 10;

    /** Longer than any statement takes: an answer that does not come for so long comes from nobody. */
    private static final int SOCKET_TIMEOUT_SECONDS = 600;

    private PostgresConnections() {}

    /** A provider of one connection, which is opened when it is first asked for. */
    public static SimpleJdbcConnectionProvider to(DatabaseSettings settings) {
        JdbcConnectionOptions.JdbcConnectionOptionsBuilder options = new JdbcConnectionOptions.JdbcConnectionOptionsBuilder()
                .withUrl(settings.url())
                .withDriverName("org.postgresql.Driver")
                .withUsername(settings.user())
                .withPassword(settings.password())
                .withConnectionCheckTimeoutSeconds(CONNECT_TIMEOUT_SECONDS)
                .withProperty("ApplicationName", "costflow")
                .withProperty("tcpKeepAlive", "true")
                .withProperty("connectTimeout", String.valueOf(CONNECT_TIMEOUT_SECONDS))
                .withProperty("socketTimeout", String.valueOf(SOCKET_TIMEOUT_SECONDS));
        settings.tls().properties().forEach(options::withProperty);
        return new SimpleJdbcConnectionProvider(options.build());
    }

    /**
     * Opens a connection for a few short questions.
     *
     * @param seconds how long each of them, and the connecting, may take
     * @param name what the server calls the connection
     */
    public static Connection open(DatabaseSettings settings, int seconds, String name) throws SQLException {
        Properties properties = new Properties();
        properties.putAll(settings.tls().properties());
        properties.setProperty("user", settings.user());
        if (settings.password() != null) {
            properties.setProperty("password", settings.password());
        }
        // a silent server is asked twice, with encryption and without
        properties.setProperty("connectTimeout", String.valueOf(Math.max(1, seconds / 2)));
        properties.setProperty("sslResponseTimeout", String.valueOf(Math.max(1, seconds / 2) * 1000));
        properties.setProperty("socketTimeout", String.valueOf(seconds));
        properties.setProperty("ApplicationName", name);
        return DriverManager.getConnection(settings.url(), properties);
    }
}
