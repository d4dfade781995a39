package io.costflow.testing;

import io.costflow.settings.DatabaseSettings;
import io.costflow.testbed.KokuDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Keeps connections for tests that ask several times a second, or about dozens of tables: over a new one PostgreSQL first reads what the tables look like, which
 * takes longer than most questions. A connection serves one question at a time. It is dropped with its database.
 */
public final class KeptConnections {

    private static final int SESSIONS = 6;
    private static final int SECONDS = 10;

    /** Those that serve no question now, by database and role; the one that was asked last comes last. */
    private static final Map<String, Deque<Connection>> FREE = new LinkedHashMap<>(16, 0.75f, true);

    private KeptConnections() {}

    /** A question, which leaves the session as it was. */
    public interface Question<T> {
        T ask(Connection connection) throws SQLException;
    }

    /** Asks over a connection of the role that owns koku's tables. */
    public static <T> T ask(KokuDatabase database, Question<T> question) throws SQLException {
        return ask(database.url() + " as owner", database::connect, question);
    }

    /** Asks over a connection as the settings have it. */
    public static <T> T ask(DatabaseSettings database, Question<T> question) throws SQLException {
        return ask(database.url() + " as " + database.user(), () -> DriverManager.getConnection(database.url(), database.user(), database.password()), question);
    }

    private interface Opening {
        Connection open() throws SQLException;
    }

    private static <T> T ask(String session, Opening opening, Question<T> question) throws SQLException {
        Connection connection = take(session, opening);
        T answer;
        try {
            answer = question.ask(connection);
        } catch (SQLException | RuntimeException | Error e) {
            connection.close();
            throw e;
        }
        putBack(session, connection);
        return answer;
    }

    private static Connection take(String session, Opening opening) throws SQLException {
        Connection kept;
        synchronized (FREE) {
            Deque<Connection> free = FREE.get(session);
            kept = free == null ? null : free.poll();
        }
        if (kept == null) {
            return opening.open();
        }
        if (kept.isValid(SECONDS)) {
            return kept;
        }
        kept.close(); // a test has stopped the server meanwhile
        return opening.open();
    }

    private static void putBack(String session, Connection connection) throws SQLException {
        synchronized (FREE) {
            FREE.computeIfAbsent(session, first -> new ArrayDeque<>()).push(connection);
            if (FREE.size() > SESSIONS) {
                Iterator<Deque<Connection>> longestUnused = FREE.values().iterator();
                for (Connection unused : longestUnused.next()) {
                    unused.close();
                }
                longestUnused.remove();
            }
        }
    }
}
