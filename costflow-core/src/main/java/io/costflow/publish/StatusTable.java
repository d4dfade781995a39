package io.costflow.publish;

import io.costflow.database.SqlName;
import io.costflow.database.Tables;
import io.costflow.day.OutputPeriod;
import io.costflow.day.PublishedState;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * The status table of a tenant: a row per output, source and period, with what the tables hold and what newer revision, if any, is held back. It follows
 * {@code costflow_day} of the first release, which knew one output a source: that table is read once and never written, so that the first release can be started
 * again.
 */
public final class StatusTable {

    /** Its name, in the tenant's schema. */
    public static final String NAME = "costflow_status";

    /** The status table of the first release. */
    static final String FORMER = "costflow_day";

    private static final String COPIED = "published_revision, published_at, fingerprint, checksum, files, rows_read, rows_written, rows_deleted, rows_kept,"
            + " pending_revision, pending_since, pending_reason, pending_file, pending_column";

    /** The columns that tables of earlier versions lack. */
    private static final String ADDED = "add column if not exists pending_sqlstate text, add column if not exists rows_by_table jsonb, add column if not exists rows_differ_since timestamptz,"
            + " add column if not exists restored int, add column if not exists restored_at timestamptz, add column if not exists ensured_plan_revision bigint,"
            + " add column if not exists ensured_reference_revision bigint";

    private StatusTable() {}

    /** How the days of a source stand, over all of its outputs. */
    public record Standing(int published, int pending, long pendingSince) {

        /** A source without days. */
        public static final Standing NOTHING = new Standing(0, 0, 0);
    }

    /** The table's quoted name. */
    static String in(String tenant) {
        return SqlName.quoted(tenant, NAME);
    }

    /** Creates the table if it is missing, as part of the caller's transaction. Two creators at once do not disturb each other. */
    public static void create(Connection connection, String tenant) throws SQLException {
        if (Tables.exists(connection, tenant, NAME)) { // "if not exists" alone asks for the right to create tables even then
            if (!countsRows(connection, tenant) || !columnExists(connection, in(tenant), "pending_sqlstate")
                    || !columnExists(connection, in(tenant), "ensured_reference_revision")) {
                extend(connection, tenant);
            }
            return;
        }
        AdvisoryLock.take(connection, tenant, NAME); // and two of them at once would fail with a duplicate key in PostgreSQL's own catalogue
        try (Statement statement = connection.createStatement()) {
            statement.execute("create table if not exists " + in(tenant) + """
                     (
                        output text not null,
                        source_uuid uuid not null,
                        period_start date not null,
                        period_end date not null,
                        published_revision bigint,
                        published_plan_revision bigint,
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
                        pending_sqlstate text,
                        overlap text,
                        rows_by_table jsonb,
                        rows_differ_since timestamptz,
                        restored int,
                        restored_at timestamptz,
                        ensured_plan_revision bigint,
                        ensured_reference_revision bigint,
                        primary key (output, source_uuid, period_start))""");
        }
    }

    /** Whether the table is there and has the columns by which rows are counted, which one of an earlier version lacks until the next run. */
    public static boolean countsRows(Connection connection, String tenant) throws SQLException {
        return columnExists(connection, in(tenant), "restored_at");
    }

    private static void extend(Connection connection, String tenant) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("alter table " + in(tenant) + " " + ADDED);
        }
    }

    /**
     * Takes over what the first release recorded about a source, unless something newer is recorded already.
     *
     * @param output the output that the first release published of such a source
     */
    public static void adopt(Connection connection, String tenant, String source, String output) throws SQLException {
        if (!Tables.exists(connection, tenant, FORMER)) {
            return;
        }
        create(connection, tenant);
        String former = SqlName.quoted(tenant, FORMER);
        boolean complete = columnExists(connection, former, "published_plan_revision");
        String planRevision = complete ? "published_plan_revision" : "null::bigint";
        String overlap = columnExists(connection, former, "overlap") ? "overlap" : "null::text";
        String insert = "insert into " + in(tenant) + " as status (output, source_uuid, period_start, period_end, published_plan_revision, overlap, " + COPIED
                + ") select ?, source_uuid, usage_start, usage_start, " + planRevision + ", " + overlap + ", " + COPIED + " from " + former
                + " where source_uuid = ? on conflict (output, source_uuid, period_start) do update set (published_plan_revision, overlap, " + COPIED
                + ") = row(excluded.published_plan_revision, excluded.overlap, excluded." + COPIED.replace(", ", ", excluded.")
                + ") where excluded.published_revision > coalesce(status.published_revision, 0)";
        try (PreparedStatement statement = connection.prepareStatement(insert)) {
            statement.setString(1, output);
            statement.setObject(2, UUID.fromString(source));
            statement.executeUpdate();
        }
    }

    private static boolean columnExists(Connection connection, String table, String column) throws SQLException {
        String query = "select count(*) > 0 from pg_attribute where attrelid = to_regclass(?) and attname = ? and not attisdropped";
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, table);
            statement.setString(2, column);
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                return result.getBoolean(1);
            }
        }
    }

    /** What is published of a source's periods that have days from {@code from} to {@code to}, both inclusive. Without a status table there is nothing. */
    public static Map<OutputPeriod, PublishedState> read(Connection connection, String tenant, String source, LocalDate from, LocalDate to)
            throws SQLException {
        Map<OutputPeriod, PublishedState> published = new HashMap<>();
        if (!Tables.exists(connection, tenant, NAME)) {
            return published;
        }
        String query = "select output, period_start, period_end, fingerprint, checksum from " + in(tenant)
                + " where source_uuid = ? and period_end >= ? and period_start <= ? and published_revision is not null";
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setObject(1, UUID.fromString(source));
            statement.setObject(2, from);
            statement.setObject(3, to);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    OutputPeriod period = OutputPeriod.of(
                            rows.getString(1), tenant, source, rows.getObject(2, LocalDate.class), rows.getObject(3, LocalDate.class));
                    published.put(period, new PublishedState(rows.getString(4), rows.getString(5)));
                }
            }
        }
        return published;
    }

    /** How the sources of a tenant stand from {@code from} to {@code to}, both inclusive, by UUID. A source without days is left out. */
    public static Map<String, Standing> standings(Connection connection, String tenant, LocalDate from, LocalDate to) throws SQLException {
        Map<String, Standing> standings = new HashMap<>();
        if (!Tables.exists(connection, tenant, NAME)) {
            return standings;
        }
        String query = "select source_uuid::text, count(published_revision), count(pending_revision),"
                + " coalesce((extract(epoch from min(pending_since) filter (where pending_revision is not null)) * 1000)::bigint, 0) from " + in(tenant)
                + " where period_end >= ? and period_start <= ? group by source_uuid";
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setObject(1, from);
            statement.setObject(2, to);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    standings.put(rows.getString(1), new Standing(rows.getInt(2), rows.getInt(3), rows.getLong(4)));
                }
            }
        }
        return standings;
    }

    /** What PostgreSQL refused of a period. */
    public record Refusal(long revision, String sqlState) {}

    /** The periods of a tenant that have days from {@code from} to {@code to}, both inclusive, and that PostgreSQL has refused. */
    public static Map<OutputPeriod, Refusal> refused(Connection connection, String tenant, LocalDate from, LocalDate to) throws SQLException {
        Map<OutputPeriod, Refusal> refused = new HashMap<>();
        if (!columnExists(connection, in(tenant), "pending_sqlstate")) { // which the table of an earlier version lacks until the next publication
            return refused;
        }
        String query = "select output, source_uuid::text, period_start, period_end, pending_revision, pending_sqlstate from " + in(tenant)
                + " where pending_sqlstate is not null and period_end >= ? and period_start <= ?";
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setObject(1, from);
            statement.setObject(2, to);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    OutputPeriod period = OutputPeriod.of(
                            rows.getString(1), tenant, rows.getString(2), rows.getObject(3, LocalDate.class), rows.getObject(4, LocalDate.class));
                    refused.put(period, new Refusal(rows.getLong(5), rows.getString(6)));
                }
            }
        }
        return refused;
    }

    /** Whether the status can be recorded: the table is there with the rights on it, or can be created. */
    public static boolean isWritable(Connection connection, String tenant) throws SQLException {
        String query = "select case when c.oid is null then has_schema_privilege(n.oid, 'create') else has_table_privilege(c.oid, 'select')"
                + " and has_table_privilege(c.oid, 'insert') and has_table_privilege(c.oid, 'update') end"
                + " from pg_namespace n left join pg_class c on c.relnamespace = n.oid and c.relname = ? where n.nspname = ?";
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, NAME);
            statement.setString(2, tenant);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    /** The largest revision of the tenant, published or held back; 0 if there is none. */
    public static long largestRevision(Connection connection, String tenant) throws SQLException {
        if (!Tables.exists(connection, tenant, NAME)) {
            return 0;
        }
        String query = "select coalesce(greatest(max(published_revision), max(pending_revision)), 0) from " + in(tenant);
        try (Statement statement = connection.createStatement(); ResultSet result = statement.executeQuery(query)) {
            result.next();
            return result.getLong(1);
        }
    }
}
