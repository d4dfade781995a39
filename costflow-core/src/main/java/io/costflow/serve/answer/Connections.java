package io.costflow.serve.answer;

import io.costflow.database.Database;
import io.costflow.database.PostgresConnections;
import io.costflow.settings.DatabaseSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;

/** Connections to PostgreSQL that are kept between statements. One that has failed is not used again. */
final class Connections implements AutoCloseable {

    private static final int SECONDS = 30;
    private static final int CHECK_SECONDS = 5;
    private static final int KEPT = 8;
    private static final String NAME = "costflow-serve";

    private final DatabaseSettings settings;
    private final Deque<Connection> idle = new ArrayDeque<>();
    private boolean closed;

    Connections(DatabaseSettings settings) {
        this.settings = settings;
    }

    /** Runs a query, each of its statements by itself. After a restart of the server, kept connections are found to be dead and are replaced. */
    <T> T run(Database.Query<T> query) throws SQLException {
        Connection connection = take();
        try {
            T result = query.run(connection);
            giveBack(connection);
            return result;
        } catch (SQLException | RuntimeException e) {
            close(connection);
            throw e;
        }
    }

    private Connection take() throws SQLException {
        while (true) {
            Connection kept;
            synchronized (idle) {
                kept = idle.pollLast();
            }
            if (kept == null) {
                return PostgresConnections.open(settings, SECONDS, NAME);
            }
            if (kept.isValid(CHECK_SECONDS)) {
                return kept;
            }
            close(kept);
        }
    }

    private void giveBack(Connection connection) throws SQLException {
        if (!connection.getAutoCommit()) {
            connection.rollback();
            connection.setAutoCommit(true);
        }
        synchronized (idle) {
            if (!closed && idle.size() < KEPT) {
                idle.addLast(connection);
                return;
            }
        }
        close(connection);
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            // it is of no use any more
        }
    }

    @Override
    public void close() {
        synchronized (idle) {
            closed = true;
            idle.forEach(Connections::close);
            idle.clear();
        }
    }
}
