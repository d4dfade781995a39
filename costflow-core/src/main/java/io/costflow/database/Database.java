package io.costflow.database;

import io.costflow.retry.Retry;
import io.costflow.settings.DatabaseSettings;
import java.io.IOException;
import java.io.Serializable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;

/** koku's PostgreSQL, for reading. */
public final class Database implements Serializable {

    private static final long serialVersionUID = 1L;

    /** SQLSTATE classes that pass: connection exceptions, rolled back transactions, insufficient resources, operator intervention. */
    private static final Set<String> PASSING = Set.of("08", "40", "53", "57");

    private final DatabaseSettings settings;

    /** What is read over a connection. */
    public interface Query<T> {
        T run(Connection connection) throws SQLException;
    }

    public Database(DatabaseSettings settings) {
        this.settings = settings;
    }

    /** Runs a query, or several, on one consistent snapshot of the database. An outage is waited for. */
    public <T> T read(Query<T> query) throws IOException, InterruptedException {
        return Retry.within(settings.outageBudget(), "Reading from " + settings.url(), () -> readAtOnce(query));
    }

    /**
     * The same, in one attempt.
     *
     * @throws IOException if the connection is lost or refused, or another failure passes by itself
     * @throws IllegalStateException if the query is wrong here, such as when a table is not there
     */
    public <T> T readAtOnce(Query<T> query) throws IOException {
        try (Connection connection = PostgresConnections.to(settings).getOrEstablishConnection()) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            T result = query.run(connection);
            connection.commit();
            return result;
        } catch (SQLException e) {
            if (e.getSQLState() != null && PASSING.contains(e.getSQLState().substring(0, 2))) {
                throw new IOException(e.getMessage(), e);
            }
            throw new IllegalStateException("Reading from " + settings.url() + " failed: " + e.getMessage(), e);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("The PostgreSQL driver is not on the class path.", e);
        }
    }
}
