package io.costflow.database;

import io.costflow.settings.DatabaseSettings;
import java.io.IOException;
import java.io.Serializable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.apache.flink.connector.jdbc.datasource.connections.JdbcConnectionProvider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Holds a connection that is opened when it is first asked for, and again after it was closed. Each opening reads the password file again. */
public final class PostgresConnection implements JdbcConnectionProvider, Serializable {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(PostgresConnection.class);
    private static final int CHECK_SECONDS = 10;

    private final DatabaseSettings settings;
    private final Properties properties;
    private transient Connection connection;

    /** @param properties those of the driver, without user and password */
    PostgresConnection(DatabaseSettings settings, Properties properties) {
        this.settings = settings;
        this.properties = properties;
    }

    @Override
    public Connection getConnection() {
        return connection;
    }

    @Override
    public boolean isConnectionValid() throws SQLException {
        return connection != null && connection.isValid(CHECK_SECONDS);
    }

    @Override
    public Connection getOrEstablishConnection() throws SQLException {
        if (connection == null) {
            connection = PostgresConnections.open(settings, properties);
        }
        return connection;
    }

    /**
     * Runs a query, each of its statements by itself. A connection that fails is not used again.
     *
     * @throws IOException if the query fails, in PostgreSQL's words
     */
    public <T> T run(Database.Query<T> query) throws IOException {
        try {
            return query.run(getOrEstablishConnection());
        } catch (SQLException failure) {
            closeConnection();
            throw new IOException(SqlStates.message(failure), failure);
        }
    }

    @Override
    public Connection reestablishConnection() throws SQLException {
        closeConnection();
        return getOrEstablishConnection();
    }

    @Override
    public void closeConnection() {
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException e) {
                LOG.debug("A connection could not be closed, which is given up anyway.", e);
            }
            connection = null;
        }
    }
}
