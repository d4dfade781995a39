package io.costflow.serve.answer;

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

    private final Tenants tenants;
    private final Map<Key, Count> counts = new HashMap<>();

    /** What is counted together. */
    private record Key(String tenant, LocalDate day, String kind, String fingerprint, String mode, String answeredBy) {}

    private static final class Count {
        private long statements;
        private double seconds;
        private String lastError;
    }

    StatementLog(Tenants tenants) {
        this.tenants = tenants;
    }

    /**
     * Counts a statement.
     *
     * @param error why it failed, or null
     */
    synchronized void add(String tenant, String kind, String fingerprint, String mode, String answeredBy, double seconds, String error) {
        Count count = counts.computeIfAbsent(new Key(tenant, LocalDate.now(ZoneOffset.UTC), kind, fingerprint, mode, answeredBy), key -> new Count());
        count.statements++;
        count.seconds += seconds;
        count.lastError = error == null ? count.lastError : error;
    }

    /** Writes what was counted since the last time. What cannot be written is kept for the next time. */
    void flush() {
        Map<Key, Count> collected;
        synchronized (this) {
            collected = new HashMap<>(counts);
            counts.clear();
        }
        collected.forEach((key, count) -> {
            try {
                if (tenants.isTenant(key.tenant())) {
                    tenants.run(connection -> write(connection, key, count));
                }
            } catch (SQLException e) {
                LOG.info("Statements were not counted: {}", SqlStates.message(e));
            }
        });
    }

    private static Void write(Connection connection, Key key, Count count) throws SQLException {
        create(connection, key.tenant());
        String upsert = "insert into " + in(key.tenant()) + " as t (day, kind, fingerprint, mode, answered_by, count, seconds, last_error) values (?, ?, ?, ?, ?, ?, ?, ?)"
                + " on conflict (day, kind, fingerprint, mode, answered_by) do update set count = t.count + excluded.count, seconds = t.seconds + excluded.seconds,"
                + " last_error = coalesce(excluded.last_error, t.last_error)";
        try (PreparedStatement statement = connection.prepareStatement(upsert)) {
            statement.setObject(1, key.day());
            statement.setString(2, key.kind());
            statement.setString(3, key.fingerprint());
            statement.setString(4, key.mode());
            statement.setString(5, key.answeredBy());
            statement.setLong(6, count.statements);
            statement.setDouble(7, count.seconds);
            statement.setString(8, count.lastError);
            statement.executeUpdate();
        }
        try (PreparedStatement statement = connection.prepareStatement("delete from " + in(key.tenant()) + " where day < ?")) {
            statement.setObject(1, key.day().minusDays(KEPT_DAYS));
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
