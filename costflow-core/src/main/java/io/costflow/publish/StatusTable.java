package io.costflow.publish;

import io.costflow.database.SqlName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/** The status table of a tenant: one row per source and day with files, saying what the tables hold and what newer revision, if any, is held back. */
public final class StatusTable {

    /** Its name, in the tenant's schema. */
    public static final String NAME = "costflow_day";

    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    private StatusTable() {}

    /** The table's quoted name. */
    static String in(String tenant) {
        return SqlName.quoted(tenant, NAME);
    }

    /** Whether the tenant has a table of this name, even one that the role may not touch. */
    static boolean exists(Connection connection, String tenant, String table) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("select to_regclass(?) is not null")) {
            query.setString(1, SqlName.quoted(tenant, table));
            try (ResultSet result = query.executeQuery()) {
                result.next();
                return result.getBoolean(1);
            }
        }
    }

    /**
     * Creates the table if it is missing, or the column that it lacks since an earlier release made it, as part of the caller's transaction. Two creators at
     * once do not disturb each other.
     */
    public static void create(Connection connection, String tenant) throws SQLException {
        if (exists(connection, tenant, NAME)) {
            complete(connection, tenant);
            return; // "if not exists" alone asks for the right to create tables even then
        }
        AdvisoryLock.take(connection, tenant, NAME); // and two of them at once would fail with a duplicate key in PostgreSQL's own catalogue
        try (Statement statement = connection.createStatement()) {
            statement.execute("create table if not exists " + in(tenant) + """
                     (
                        source_uuid uuid not null,
                        usage_start date not null,
                        published_revision bigint,
                        published_at timestamptz,
                        fingerprint text,
                        checksum text,
                        files int,
                        rows_read bigint,
                        rows_written bigint,
                        rows_deleted bigint,
                        rows_kept bigint,
                        pending_revision bigint,
                        pending_since timestamptz,
                        pending_reason text,
                        pending_file text,
                        pending_column text,
                        overlap text,
                        published_plan_revision bigint,
                        primary key (source_uuid, usage_start))""");
        }
    }

    /** A table of the first release lacks some columns. Only the role that created the table may add them. */
    private static void complete(Connection connection, String tenant) throws SQLException {
        String addColumn = missing(connection, tenant).orElse(null);
        if (addColumn == null) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute(addColumn);
        } catch (SQLException failure) {
            if (INSUFFICIENT_PRIVILEGE.equals(failure.getSQLState())) {
                throw new SQLException("the status table " + in(tenant) + " is of an earlier release and lacks columns that only the table's owner may"
                        + " add. As that role, run: " + addColumn, failure.getSQLState(), failure);
            }
            throw failure;
        }
    }

    /** The statement that adds what the table of an earlier release lacks; nothing if it lacks nothing. */
    public static Optional<String> missing(Connection connection, String tenant) throws SQLException {
        return isComplete(connection, tenant) ? Optional.empty() : Optional.of(
                "alter table " + in(tenant) + " add column if not exists overlap text, add column if not exists published_plan_revision bigint");
    }

    private static boolean isComplete(Connection connection, String tenant) throws SQLException {
        String query = "select count(*) = 2 from pg_attribute where attrelid = to_regclass(?)"
                + " and attname in ('overlap', 'published_plan_revision') and not attisdropped";
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, in(tenant));
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                return result.getBoolean(1);
            }
        }
    }

    /** The published days of a source from {@code from} to {@code to}, both inclusive. Without a status table there are none. */
    public static SortedMap<LocalDate, PublishedDay> read(Connection connection, String tenant, String source, LocalDate from,
            LocalDate to) throws SQLException {
        SortedMap<LocalDate, PublishedDay> days = new TreeMap<>();
        if (!exists(connection, tenant, NAME)) {
            return days;
        }
        String query = "select usage_start, published_revision, fingerprint, checksum from " + in(tenant)
                + " where source_uuid = ? and usage_start between ? and ? and published_revision is not null";
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setObject(1, UUID.fromString(source));
            statement.setObject(2, from);
            statement.setObject(3, to);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    days.put(rows.getObject(1, LocalDate.class), new PublishedDay(rows.getLong(2), rows.getString(3), rows.getString(4)));
                }
            }
        }
        return days;
    }

    /** How the sources of a tenant stand from {@code from} to {@code to}, both inclusive, by UUID. A source without days is left out. */
    public static Map<String, SourceStanding> standings(Connection connection, String tenant, LocalDate from, LocalDate to) throws SQLException {
        Map<String, SourceStanding> standings = new HashMap<>();
        if (!exists(connection, tenant, NAME)) {
            return standings;
        }
        String query = "select source_uuid::text, count(published_revision), count(pending_revision),"
                + " coalesce((extract(epoch from min(pending_since) filter (where pending_revision is not null)) * 1000)::bigint, 0) from " + in(tenant)
                + " where usage_start between ? and ? group by source_uuid";
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setObject(1, from);
            statement.setObject(2, to);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    standings.put(rows.getString(1), new SourceStanding(rows.getInt(2), rows.getInt(3), rows.getLong(4)));
                }
            }
        }
        return standings;
    }

    /** The largest revision of the tenant, published or held back; 0 if there is none. */
    public static long largestRevision(Connection connection, String tenant) throws SQLException {
        if (!exists(connection, tenant, NAME)) {
            return 0;
        }
        String query = "select coalesce(greatest(max(published_revision), max(pending_revision)), 0) from " + in(tenant);
        try (Statement statement = connection.createStatement(); ResultSet result = statement.executeQuery(query)) {
            result.next();
            return result.getLong(1);
        }
    }
}
