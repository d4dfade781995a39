package io.costflow.database;

import io.costflow.settings.DatabaseSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens connections to koku's PostgreSQL that notice a dead server. Parameters of the URL win over the ones that are set here. */
public final class PostgresConnections {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresConnections.class);

    /** What the server calls the connections that a run works on. */
    public static final String APPLICATION = "costflow";

    private static final int CONNECT_TIMEOUT_SECONDS = 10;

    /** Longer than any statement takes: a server that does not answer for so long is taken for dead. */
    private static final int SOCKET_TIMEOUT_SECONDS = 600;

    /** Of the class of a login that fails, which is tried again as in an outage. */
    private static final String NO_PASSWORD = "28000";

    private PostgresConnections() {}

    /** A provider of one connection, which is opened when it is first asked for. */
    public static PostgresConnection to(DatabaseSettings settings) {
        Properties properties = new Properties();
        properties.setProperty("ApplicationName", APPLICATION);
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("connectTimeout", String.valueOf(CONNECT_TIMEOUT_SECONDS));
        properties.setProperty("socketTimeout", String.valueOf(SOCKET_TIMEOUT_SECONDS));
        return new PostgresConnection(settings, properties);
    }

    /**
     * Opens a connection for a few short questions.
     *
     * @param seconds how long each of them, and the connecting, may take
     * @param name what the server calls the connection
     */
    public static Connection open(DatabaseSettings settings, int seconds, String name) throws SQLException {
        Properties properties = new Properties();
        // a silent server is asked twice, with encryption and without
        properties.setProperty("connectTimeout", String.valueOf(Math.max(1, seconds / 2)));
        properties.setProperty("sslResponseTimeout", String.valueOf(Math.max(1, seconds / 2) * 1000));
        properties.setProperty("socketTimeout", String.valueOf(seconds));
        properties.setProperty("ApplicationName", name);
        return open(settings, properties);
    }

    static Connection open(DatabaseSettings settings, Properties own) throws SQLException {
        Properties properties = new Properties();
        properties.putAll(own);
        properties.putAll(settings.tls().properties());
        properties.setProperty("user", settings.user());
        String password = password(settings);
        if (password != null) {
            properties.setProperty("password", password);
        }
        // details of an error repeat the values of the row that it is about
        properties.setProperty("logServerErrorDetail", "false");
        Connection connection = DriverManager.getConnection(settings.url(), properties);
        try {
            Poolers.prepare(connection, settings.pooler());
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /**
     * Reads the password again, since it may be changed while a run goes on. Where the file cannot be read for a moment, the process that read it at the start goes
     * on with that password.
     */
    private static String password(DatabaseSettings settings) throws SQLException {
        if (settings.passwordFile() == null) {
            return settings.password();
        }
        try {
            String password = DatabaseSettings.passwordIn(Files.readString(Path.of(settings.passwordFile())));
            if (!password.isEmpty()) {
                return password;
            }
        } catch (IOException | InvalidPathException e) {
            LOG.debug("The password file cannot be read again.", e);
        }
        if (settings.password() == null) {
            throw new SQLException("The file '" + settings.passwordFile() + "' of database.password-file holds no password, or cannot be read in this process.", NO_PASSWORD);
        }
        return settings.password();
    }
}
