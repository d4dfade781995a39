package io.costflow.publish;

import io.costflow.database.SqlName;
import io.costflow.database.Tables;
import io.costflow.publish.EnsureRequest.State;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The table {@code costflow_request} of a tenant: days that callers ask to be ensured, and the answers. A caller inserts a row and polls it until its
 * state is final; the continuous job takes it up. Rows are kept for a day after they were answered.
 */
public final class RequestTable {

    /** Its name, in the tenant's schema. */
    public static final String NAME = "costflow_request";

    private static final String COLUMNS = "id, statement_id, source_uuid::text, output, table_name, period_from, period_to, asked_by, asked_at, state, revision,"
            + " reference_revision, rows, reason, expires_at";

    /** What is true of a row that the job is to answer. */
    static final String OPEN = "state in ('waiting', 'running') and source_uuid is not null and output is not null";

    private RequestTable() {}

    static String in(String tenant) {
        return SqlName.quoted(tenant, NAME);
    }

    /** Creates the table if it is missing, as part of the caller's transaction. Two creators at once do not disturb each other. */
    public static void create(Connection connection, String tenant) throws SQLException {
        OwnTables.create(connection, tenant, NAME, "create table if not exists " + in(tenant) + """
                     (
                        id uuid primary key,
                        statement_id text,
                        source_uuid uuid,
                        output text,
                        table_name text,
                        period_from date,
                        period_to date,
                        asked_by text,
                        asked_at timestamptz not null default now(),
                        state text not null default 'waiting',
                        revision bigint,
                        reference_revision bigint,
                        rows bigint,
                        reason text,
                        expires_at timestamptz not null default now() + interval '30 minutes',
                        answered_at timestamptz)""",
                "create index if not exists " + SqlName.quoted(NAME + "_open") + " on " + in(tenant) + " (asked_at) where " + OPEN);
    }

    /**
     * Asks for days. Asking again under the same id changes nothing.
     *
     * @param table the table whose rows are counted in the answer; null for all tables of the output
     * @param patience how long the answer may take
     */
    public static void ask(
            Connection connection, String tenant, UUID id, String statementId, String source, String output, String table, LocalDate from, LocalDate to,
            String askedBy, Duration patience) throws SQLException {
        insert(connection, tenant, id, statementId, source, output, table, from, to, askedBy, "expires_at", "now() + interval '" + patience.toMillis() + " milliseconds'");
    }

    /**
     * Marks, as part of the caller's transaction, that a statement adds rows; false if it has added them before. The job has nothing to do for it. Another
     * transaction with the same id waits for the end of this one.
     */
    public static boolean mark(
            Connection connection, String tenant, UUID id, String statementId, String source, String output, String table, LocalDate from, LocalDate to,
            String askedBy) throws SQLException {
        return insert(connection, tenant, id, statementId, source, output, table, from, to, askedBy, "state, answered_at", "'done', now()");
    }

    /** Adds a row unless there is one of the id; returns whether there was none. The last columns have values in SQL. */
    private static boolean insert(
            Connection connection, String tenant, UUID id, String statementId, String source, String output, String table, LocalDate from, LocalDate to,
            String askedBy, String columns, String values) throws SQLException {
        String insert = "insert into " + in(tenant) + " (id, statement_id, source_uuid, output, table_name, period_from, period_to, asked_by, " + columns + ")"
                + " values (?, ?, ?, ?, ?, ?, ?, ?, " + values + ") on conflict (id) do nothing";
        try (PreparedStatement statement = connection.prepareStatement(insert)) {
            statement.setObject(1, id);
            statement.setString(2, statementId);
            statement.setObject(3, UUID.fromString(source));
            statement.setString(4, output);
            statement.setString(5, table);
            statement.setObject(6, from);
            statement.setObject(7, to);
            statement.setString(8, askedBy);
            return statement.executeUpdate() == 1;
        }
    }

    /** Records, in the same transaction, how many rows a marked statement has added. */
    public static void countMarked(Connection connection, String tenant, UUID id, long rows) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("update " + in(tenant) + " set rows = ? where id = ?")) {
            statement.setLong(1, rows);
            statement.setObject(2, id);
            statement.executeUpdate();
        }
    }

    /** A request as it stands now. */
    public static Optional<EnsureRequest> find(Connection connection, String tenant, UUID id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select " + COLUMNS + " from " + in(tenant) + " where id = ?")) {
            statement.setObject(1, id);
            return read(statement, tenant).stream().findFirst();
        }
    }

    /** The requests of a tenant that are not answered, the oldest first. Without the table there are none. */
    public static List<EnsureRequest> open(Connection connection, String tenant) throws SQLException {
        if (!Tables.exists(connection, tenant, NAME)) {
            return List.of();
        }
        try (PreparedStatement statement = connection.prepareStatement(
                "select " + COLUMNS + " from " + in(tenant) + " where " + OPEN + " order by asked_at, id")) {
            return read(statement, tenant);
        }
    }

    /** Records that the reference data of a tenant was read for all requests that were open then. Those asked later are read for later. */
    public static void referenceRead(Connection connection, String tenant, List<UUID> ids, long revision) throws SQLException {
        String update = "update " + in(tenant) + " set reference_revision = ? where id = any (?) and reference_revision is null and " + OPEN;
        try (PreparedStatement statement = connection.prepareStatement(update)) {
            statement.setLong(1, revision);
            statement.setArray(2, connection.createArrayOf("uuid", ids.toArray()));
            statement.executeUpdate();
        }
    }

    /** Records that the days of a request are planned. */
    public static void begin(Connection connection, String tenant, UUID id, long revision) throws SQLException {
        String update = "update " + in(tenant) + " set state = 'running', revision = ? where id = ? and " + OPEN;
        try (PreparedStatement statement = connection.prepareStatement(update)) {
            statement.setLong(1, revision);
            statement.setObject(2, id);
            statement.executeUpdate();
        }
    }

    /**
     * Answers a request.
     *
     * @param rows how many rows of ours its days have; null when it failed
     * @param reason why it failed, or what is to be known, or null
     */
    public static void answer(Connection connection, String tenant, UUID id, State state, Long rows, String reason) throws SQLException {
        String update = "update " + in(tenant) + " set state = ?, rows = ?, reason = ?, answered_at = now() where id = ? and " + OPEN;
        try (PreparedStatement statement = connection.prepareStatement(update)) {
            statement.setString(1, state.text());
            statement.setObject(2, rows);
            statement.setString(3, reason);
            statement.setObject(4, id);
            statement.executeUpdate();
        }
    }

    /** Deletes requests that were answered, or chains of statements that were given up, more than a day ago. */
    public static void deleteOld(Connection connection, String tenant) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("delete from " + in(tenant) + " where coalesce(answered_at, case when state = 'chain' then expires_at end) < now() - interval '1 day'");
        }
    }

    private static List<EnsureRequest> read(PreparedStatement statement, String tenant) throws SQLException {
        List<EnsureRequest> requests = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                requests.add(new EnsureRequest(
                        tenant, row.getObject(1, UUID.class), row.getString(2), row.getString(3), row.getString(4), row.getString(5),
                        row.getObject(6, LocalDate.class), row.getObject(7, LocalDate.class), row.getString(8), instant(row, 9), State.of(row.getString(10)),
                        row.getLong(11), row.getLong(12), row.getObject(13, Long.class), row.getString(14), instant(row, 15)));
            }
        }
        return requests;
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
