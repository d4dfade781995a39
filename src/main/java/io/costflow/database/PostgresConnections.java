package io.costflow.database;

import io.costflow.settings.DatabaseSettings;
import org.apache.flink.connector.jdbc.JdbcConnectionOptions;
import org.apache.flink.connector.jdbc.datasource.connections.SimpleJdbcConnectionProvider;

/** Connections to koku's PostgreSQL that notice a dead server. */
public final class PostgresConnections {

    private static final int CONNECT_TIMEOUT_SECONDS = 10;

    /** Longer than any statement takes: an answer that does not come for so long comes from nobody. */
    private static final int SOCKET_TIMEOUT_SECONDS = 600;

    private PostgresConnections() {}

    /** A provider of one connection, which is opened when it is first asked for. Parameters of the URL win over those that are set here. */
    public static SimpleJdbcConnectionProvider to(DatabaseSettings settings) {
        JdbcConnectionOptions options = new JdbcConnectionOptions.JdbcConnectionOptionsBuilder()
                .withUrl(settings.url())
                .withDriverName("org.postgresql.Driver")
                .withUsername(settings.user())
                .withPassword(settings.password())
                .withConnectionCheckTimeoutSeconds(CONNECT_TIMEOUT_SECONDS)
                .withProperty("ApplicationName", "costflow")
                .withProperty("tcpKeepAlive", "true")
                .withProperty("connectTimeout", String.valueOf(CONNECT_TIMEOUT_SECONDS))
                .withProperty("socketTimeout", String.valueOf(SOCKET_TIMEOUT_SECONDS))
                .build();
        return new SimpleJdbcConnectionProvider(options);
    }
}
