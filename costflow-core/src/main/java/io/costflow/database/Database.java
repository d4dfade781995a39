package io.costflow.database;

import io.costflow.retry.Retry;
import io.costflow.settings.DatabaseSettings;
import java.io.IOException;
import java.io.Serializable;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;

/** koku's PostgreSQL, for reading, and for the few rows that are written apart from days. It may be used by several threads at once. */
public final class Database implements Serializable, AutoCloseable {

    private static final long serialVersionUID = 1L;

    private final DatabaseSettings settings;
    /** Null when each question has its own. */
    private final transient KeptConnection kept;

    /** What is read over a connection. */
    public interface Query<T> {
        T run(Connection connection) throws SQLException;
    }

    /** One that opens a connection for each question, and closes it. */
    public Database(DatabaseSettings settings) {
        this(settings, null);
    }

    private Database(DatabaseSettings settings, KeptConnection kept) {
        this.settings = settings;
        this.kept = kept;
    }

    /** One that keeps its connection for the next question, for callers that poll. It has to be closed. */
    public static Database keepingConnection(DatabaseSettings settings) {
        return new Database(settings, new KeptConnection(InstantSource.system()));
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
        // for this transaction only: behind a pooler the session is another client's next
        return run("Reading from ", "repeatable read", query);
    }

    /**
     * Runs statements that change something, in one transaction and one attempt. Each of them sees what was committed before it began, so that what is read under
     * a lock is up to date.
     *
     * @throws IOException if the connection is lost or refused, or another failure passes by itself
     * @throws IllegalStateException if a statement is wrong here, such as when a right is missing
     */
    public <T> T change(Query<T> statements) throws IOException {
        return run("Writing to ", "read committed", statements);
    }

    /** Runs statements each of which is a transaction by itself, in one attempt: one that fails undoes none that came before it. */
    public <T> T changeOneByOne(Query<T> statements) throws IOException {
        return run("Writing to ", null, statements);
    }

    /** @param isolation of the transaction; null if each statement is one */
    private <T> T run(String what, String isolation, Query<T> query) throws IOException {
        KeptConnection.Lease lease = null;
        try {
            lease = kept == null ? open() : kept.take(this::open);
            Connection connection = lease.connection();
            T result = isolation == null ? query.run(connection) : inTransaction(connection, isolation, query);
            if (kept != null) {
                kept.keep(lease);
                lease = null;
            }
            return result;
        } catch (SQLException e) {
            String reason = SqlStates.message(e) + ". " + SqlStates.of(e).advice();
            if (SqlStates.classOf(e).passes()) {
                throw new IOException(reason, e);
            }
            throw new IllegalStateException(what + settings.url() + " failed: " + reason, e);
        } finally {
            if (lease != null) {
                lease.close();
            }
        }
    }

    private static <T> T inTransaction(Connection connection, String isolation, Query<T> query) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("set transaction isolation level " + isolation);
        }
        T result = query.run(connection);
        connection.commit();
        connection.setAutoCommit(true);
        return result;
    }

    private KeptConnection.Lease open() throws SQLException {
        return new KeptConnection.Lease(PostgresConnections.to(settings).getOrEstablishConnection(), Instant.now());
    }

    /** Closes the connection that was kept. The next question opens another one. */
    @Override
    public void close() {
        if (kept != null) {
            kept.close();
        }
    }

    /**
     * Runs a query of one tenant within a transaction that stays usable when the tenant's tables cannot be read.
     *
     * @throws UnreadableTablesException if a right or a table is missing, or what the tables hold is not what they should
     */
    public static <T> T ofTenant(Connection connection, Query<T> query) throws SQLException, UnreadableTablesException {
        Savepoint before = connection.setSavepoint();
        try {
            T result = query.run(connection);
            connection.releaseSavepoint(before);
            return result;
        } catch (SQLException e) {
            if (SqlStates.classOf(e).passes()) {
                throw e;
            }
            connection.rollback(before);
            throw new UnreadableTablesException(SqlStates.message(e) + ". " + SqlStates.of(e).advice(), e);
        }
    }
}
