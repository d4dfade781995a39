package io.costflow.serve.answer;

import io.costflow.database.SqlErrorClass;
import io.costflow.database.SqlName;
import io.costflow.database.SqlStates;
import io.costflow.database.Tables;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts statements in the table {@code costflow_statement} of the tenant that they are about: by day, kind, form, mode and who answered. Counts are collected and
 * written every few seconds; rows are kept for thirty days.
 */
public final class StatementLog {

    private static final Logger LOG = LoggerFactory.getLogger(StatementLog.class);

    /** Its name, in the tenant's schema. */
    public static final String NAME = "costflow_statement";

    /** Who answered, of statements that were answered here and that the Trino behind has not run too, so that its tables lack what they do. */
    public static final String MISSED = "missed";

    /** How long counts are kept. */
    public static final int KEPT_DAYS = 30;

    /** Forms, modes and days of which counts may wait while PostgreSQL is away. */
    private static final int MOST_WAITING = 10_000;

    private static final int LONGEST_ERROR = 2000;

    private final Tenants tenants;
    private final Map<Key, Count> counts = new HashMap<>();
    private final Object writing = new Object();

    /** Whether counts could not be written the last time. */
    private boolean waits;

    /** Statements that were not counted since too many counts wait. */
    private long dropped;

    /** What is counted together. */
    private record Key(String tenant, LocalDate day, String kind, String fingerprint, String mode, String answeredBy) {}

    private record Count(long statements, double seconds, String lastError) {

        Count plus(Count more) {
            return new Count(statements + more.statements, seconds + more.seconds, more.lastError == null ? lastError : more.lastError);
        }
    }

    StatementLog(Tenants tenants) {
        this.tenants = tenants;
    }

    /**
     * Counts a statement.
     *
     * @param error why it failed, or null
     */
    void add(String tenant, String kind, String fingerprint, String mode, String answeredBy, double seconds, String error) {
        add(new Key(tenant, LocalDate.now(ZoneOffset.UTC), kind, fingerprint, mode, answeredBy), new Count(1, seconds, error == null ? null : storable(error)));
    }

    private synchronized void add(Key key, Count more) {
        Count before = counts.get(key);
        if (before == null && counts.size() >= MOST_WAITING) {
            dropped += more.statements();
            return;
        }
        counts.put(key, before == null ? more : before.plus(more));
    }

    /** PostgreSQL's texts have no NUL; a message that quotes a statement may have one, and may be as long as the statement. */
    private static String storable(String error) {
        return error.substring(0, Math.min(error.length(), LONGEST_ERROR)).replace('\0', '\uFFFD');
    }

    /** Writes what was counted since the last time. What cannot be written is kept for the next time. */
    void flush() {
        synchronized (writing) {
            Map<String, Map<Key, Count>> byTenant = new HashMap<>();
            synchronized (this) {
                counts.forEach((key, count) -> byTenant.computeIfAbsent(key.tenant(), tenant -> new HashMap<>()).put(key, count));
                counts.clear();
            }
            SQLException problem = null;
            for (Map.Entry<String, Map<Key, Count>> ofTenant : byTenant.entrySet()) {
                Map<Key, Count> left = ofTenant.getValue();
                if (problem == null || !isOfServer(problem)) {
                    try {
                        write(ofTenant.getKey(), left);
                    } catch (SQLException e) {
                        problem = e;
                    } catch (RuntimeException e) {
                        LOG.warn("The counts of statements in {} cannot be written.", ofTenant.getKey(), e);
                    }
                }
                keep(left);
            }
            say(problem);
        }
    }

    /** Whether a problem is the same for all tenants, so that each further attempt would only wait for the server. */
    private static boolean isOfServer(SQLException problem) {
        SqlErrorClass errorClass = SqlStates.classOf(problem);
        return errorClass == SqlErrorClass.OUTAGE || errorClass == SqlErrorClass.LOGIN;
    }

    /** Writes the counts of a tenant, and removes what was written, or never will be. */
    private void write(String tenant, Map<Key, Count> counted) throws SQLException {
        if (!tenants.isTenant(tenant)) {
            counted.clear();
            return;
        }
        for (Iterator<Map.Entry<Key, Count>> entries = counted.entrySet().iterator(); entries.hasNext();) {
            Map.Entry<Key, Count> entry = entries.next();
            writeOrDrop(entry.getKey(), entry.getValue());
            entries.remove();
        }
    }

    /** Keeps what was not written for the next time. */
    private synchronized void keep(Map<Key, Count> left) {
        left.forEach((key, count) -> {
            Count since = counts.remove(key);
            add(key, since == null ? count : count.plus(since));
        });
    }

    /** Writes a count. One that PostgreSQL refuses by its values is dropped, so that it is in the way of no other. */
    private void writeOrDrop(Key key, Count count) throws SQLException {
        try {
            tenants.run(connection -> write(connection, key, count));
        } catch (SQLException e) {
            if (SqlStates.classOf(e) != SqlErrorClass.REFUSED) {
                throw e;
            }
            LOG.warn("{} statements of the kind {} in {} are not counted: {}", count.statements(), key.kind(), key.tenant(), SqlStates.message(e));
        }
    }

    /** Says when counts begin to wait, and when they are written again. */
    private void say(SQLException problem) {
        long lost;
        synchronized (this) {
            lost = dropped;
            dropped = 0;
        }
        if (lost > 0) {
            LOG.warn("{} statements are not counted, since {} counts wait to be written already.", lost, MOST_WAITING);
        }
        if (problem != null && !waits) {
            LOG.warn("The counts of statements wait until they can be written: {}", SqlStates.message(problem));
        } else if (problem == null && waits) {
            LOG.info("The counts of statements are written again.");
        }
        waits = problem != null;
    }

    /** Writes what there is for the last time. What cannot be written is lost. */
    void close() {
        flush();
        synchronized (this) {
            if (!counts.isEmpty()) {
                LOG.warn("{} statements are not counted, since their counts could not be written before the endpoint stopped.",
                        counts.values().stream().mapToLong(Count::statements).sum());
            }
        }
    }

    private static Void write(Connection connection, Key key, Count count) throws SQLException {
        create(connection, key.tenant());
        // the count comes last: what fails after it would have it counted twice
        try (PreparedStatement statement = connection.prepareStatement("delete from " + in(key.tenant()) + " where day < ?")) {
            statement.setObject(1, key.day().minusDays(KEPT_DAYS));
            statement.executeUpdate();
        }
        String upsert = "insert into " + in(key.tenant()) + " as t (day, kind, fingerprint, mode, answered_by, count, seconds, last_error) values (?, ?, ?, ?, ?, ?, ?, ?)"
                + " on conflict (day, kind, fingerprint, mode, answered_by) do update set count = t.count + excluded.count, seconds = t.seconds + excluded.seconds,"
                + " last_error = coalesce(excluded.last_error, t.last_error)";
        try (PreparedStatement statement = connection.prepareStatement(upsert)) {
            statement.setObject(1, key.day());
            statement.setString(2, key.kind());
            statement.setString(3, key.fingerprint());
            statement.setString(4, key.mode());
            statement.setString(5, key.answeredBy());
            statement.setLong(6, count.statements());
            statement.setDouble(7, count.seconds());
            statement.setString(8, count.lastError());
            statement.executeUpdate();
        }
        return null;
    }

    /** Statements of one form, mode and day. */
    public record Counted(String tenant, LocalDate day, String kind, String fingerprint, String mode, String answeredBy, long count, double seconds, String lastError) {}

    /** What was counted in a tenant since a day, unknown forms and failures first. Without the table, nothing was. */
    public static List<Counted> read(Connection connection, String tenant, LocalDate since) throws SQLException {
        List<Counted> found = new ArrayList<>();
        if (Tables.exists(connection, tenant, NAME)) {
            String query = "select day, kind, fingerprint, mode, answered_by, count, seconds, last_error from " + in(tenant) + " where day >= ?"
                    + " order by kind in ('other-read', 'other-write', 'unreadable') desc, last_error is null, day desc, kind, fingerprint, mode, answered_by";
            try (PreparedStatement statement = connection.prepareStatement(query)) {
                statement.setObject(1, since);
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        found.add(new Counted(
                                tenant, rows.getObject(1, LocalDate.class), rows.getString(2), rows.getString(3), rows.getString(4), rows.getString(5), rows.getLong(6),
                                rows.getDouble(7), rows.getString(8)));
                    }
                }
            }
        }
        return found;
    }

    private static String in(String tenant) {
        return SqlName.quoted(tenant, NAME);
    }

    private static void create(Connection connection, String tenant) throws SQLException {
        if (Tables.exists(connection, tenant, NAME)) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("create table if not exists " + in(tenant) + """
                     (
                        day date not null,
                        kind text not null,
                        fingerprint text not null,
                        mode text not null,
                        answered_by text not null,
                        count bigint not null,
                        seconds double precision not null,
                        last_error text,
                        primary key (day, kind, fingerprint, mode, answered_by))""");
        }
    }
}
