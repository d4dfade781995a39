package io.costflow.database;

import io.costflow.settings.Pooler;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;

/**
 * Prepares a connection for a pooler between us and the server. A pooler in transaction mode gives each transaction another session of the server, which does not
 * know the statements that the driver prepared in the one before.
 */
public final class Poolers {

    private Poolers() {}

    /** Has the driver prepare nothing in the session where a pooler is set, or is found. */
    static void prepare(Connection connection, Pooler pooler) throws SQLException {
        boolean pooled = switch (pooler) {
            case AUTO -> isBetween(connection);
            case NONE -> false;
            case TRANSACTION -> true;
        };
        if (pooled) {
            connection.unwrap(PGConnection.class).setPrepareThreshold(0);
        }
    }

    /** Whether the process that answers is not the one that the connection was made to: a pooler answers for it. */
    public static boolean isBetween(Connection connection) throws SQLException {
        return serverPid(connection) != connection.unwrap(PGConnection.class).getBackendPID();
    }

    /** Returns the process of the server that this transaction is in. */
    public static int serverPid(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery("select pg_backend_pid()")) {
            row.next();
            return row.getInt(1);
        }
    }
}
