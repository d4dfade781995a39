package io.costflow.publish;

import io.costflow.day.HeldBack;
import io.costflow.day.OutputPeriod;
import io.costflow.day.PublishedState;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import java.util.UUID;

/**
 * The row of the status table for an output's period, locked until the transaction ends. Every writer of the period goes through it, so that two of them follow
 * one another.
 *
 * @param published what the tables hold, or null when the period was never published
 * @param revision the revision of what the tables hold; 0 when it was never published
 * @param planRevision the revision of the plan that it is based on; 0 when that is not known
 * @param overlap what is said about overlapping manifests that delivered the published rows, or null
 * @param differs whether the tables were found to have another number of rows than was published
 */
record DayStatus(OutputPeriod period, PublishedState published, long revision, long planRevision, String overlap, boolean differs) {

    private static final String THIS_PERIOD = " where output = ? and source_uuid = ? and period_start = ?";
    private static final String NOTHING_PENDING = "pending_revision = null, pending_since = null, pending_reason = null, pending_file = null,"
            + " pending_column = null, pending_sqlstate = null";

    /** Makes sure that the row exists, and locks it. */
    static DayStatus lock(Connection connection, OutputPeriod period) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into " + StatusTable.in(period.tenant()) + " (output, source_uuid, period_start, period_end) values (?, ?, ?, ?) on conflict do nothing")) {
            setKey(insert, 1, period);
            insert.setObject(4, period.to());
            insert.executeUpdate();
        }
        String query = "select published_revision, fingerprint, checksum, published_plan_revision, overlap, rows_differ_since is not null from " + StatusTable.in(period.tenant())
                + THIS_PERIOD + " for update";
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            setKey(statement, 1, period);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                long revision = row.getLong(1);
                PublishedState published = row.wasNull() ? null : new PublishedState(row.getString(2), row.getString(3));
                return new DayStatus(period, published, revision, row.getLong(4), row.getString(5), row.getBoolean(6));
            }
        }
    }

    /**
     * Whether the tables hold something newer. The plan counts too: what an older plan becomes with newer reference data, after a restart from a checkpoint,
     * is not newer than what was published of a newer plan.
     */
    boolean isNewerThan(DayMark mark) {
        return published != null && (revision > mark.revision() || planRevision > mark.basis().planRevision());
    }

    /** Whether the published day was made from the same. */
    boolean hasFingerprint(DayMark mark) {
        return published != null && mark.content().fingerprint().equals(published.fingerprint());
    }

    /** Whether the published day had the same rows. */
    boolean hasChecksum(DayMark mark) {
        return published != null && mark.content().checksum().equals(published.checksum());
    }

    /** The tables hold the mark's revision now, and so many rows of it. */
    void recordPublished(Connection connection, DayMark mark, TableChange change, String rowsByTable) throws SQLException {
        update(connection, period, "update " + StatusTable.in(period.tenant())
                + " set published_revision = ?, published_plan_revision = ?, published_at = now(), fingerprint = ?, checksum = ?, files = ?, rows_read = ?,"
                + " rows_written = ?, rows_deleted = ?, rows_kept = ?, overlap = ?, rows_by_table = ?::jsonb, rows_differ_since = null"
                + THIS_PERIOD,
                mark.revision(), mark.basis().planRevision(), mark.content().fingerprint(), mark.content().checksum(), mark.basis().files(),
                mark.basis().rowsRead(), change.written(), change.deleted(), change.kept(), mark.overlap(), rowsByTable);
        clearPending(connection, mark.revision());
    }

    /** The tables hold the last good revision of a period of which a newer one is held back. */
    void recordLastGood(Connection connection, DayMark.LastGood good, TableChange change) throws SQLException {
        if (change.isNothing() && published != null && good.content().fingerprint().equals(published.fingerprint())) {
            return;
        }
        update(connection, period, "update " + StatusTable.in(period.tenant())
                + " set published_revision = greatest(published_revision, ?), published_plan_revision = greatest(published_plan_revision, ?), published_at = now(),"
                + " fingerprint = ?, checksum = ?, files = ?, rows_read = ?, rows_written = ?, rows_deleted = ?, rows_kept = ?, overlap = null" + THIS_PERIOD,
                Math.max(good.basis().planRevision(), good.basis().referenceRevision()), good.basis().planRevision(), good.content().fingerprint(),
                good.content().checksum(), good.basis().files(), good.basis().rowsRead(), change.written(), change.deleted(), change.kept());
    }

    /** The tables were right already: the publication that is recorded stays, with what the day is made from now, so that a later run knows it. */
    void recordUnchanged(Connection connection, DayMark mark) throws SQLException {
        // A mark of the published rows was made without reading files.
        String overlapNow = mark.isOfPublishedRows() ? overlap : mark.overlap();
        if (!hasFingerprint(mark) || !hasChecksum(mark) || !Objects.equals(overlapNow, overlap)) {
            update(connection, period,
                    "update " + StatusTable.in(period.tenant()) + " set fingerprint = ?, checksum = ?, files = ?, rows_read = ?, overlap = ?" + THIS_PERIOD,
                    mark.content().fingerprint(), mark.content().checksum(), mark.basis().files(), mark.basis().rowsRead(), overlapNow);
        }
        clearPending(connection, mark.revision());
    }

    /** Another program writes the period: what the tables hold is not known until Costflow has compared them again. */
    void recordNotOurs(Connection connection) throws SQLException {
        if (published != null && !published.fingerprint().isEmpty()) {
            update(connection, period,
                    "update " + StatusTable.in(period.tenant()) + " set fingerprint = '', checksum = '', rows_by_table = null, rows_differ_since = null" + THIS_PERIOD);
        }
    }

    /** The tables were compared, or are known to be as they were, and hold so many rows of the period now. */
    void recordRows(Connection connection, String rowsByTable) throws SQLException {
        update(connection, period, "update " + StatusTable.in(period.tenant()) + " set rows_by_table = ?::jsonb, rows_differ_since = null"
                + " where (rows_by_table, rows_differ_since) is distinct from (?::jsonb, null) and output = ? and source_uuid = ? and period_start = ?",
                rowsByTable, rowsByTable);
    }

    /** The tables were compared row by row, or the period was found to be held back, as the plan of the mark asked for. */
    void recordEnsured(Connection connection, DayMark mark) throws SQLException {
        update(connection, period, "update " + StatusTable.in(period.tenant()) + " set ensured_plan_revision = ?, ensured_reference_revision = ?" + THIS_PERIOD,
                mark.basis().planRevision(), mark.basis().referenceRevision());
    }

    /** Rows were put back. How often that happened within a day tells whether another program takes them away each time. */
    void recordRestored(Connection connection) throws SQLException {
        update(connection, period, "update " + StatusTable.in(period.tenant())
                + " set restored = case when restored_at > now() - interval '1 day' then restored + 1 else 1 end, restored_at = now()" + THIS_PERIOD);
    }

    /** Nothing up to this revision is held back any more. */
    void clearPending(Connection connection, long revision) throws SQLException {
        update(connection, period, "update " + StatusTable.in(period.tenant()) + " set " + NOTHING_PENDING
                + " where pending_revision <= ? and output = ? and source_uuid = ? and period_start = ?", revision);
    }

    /**
     * The revision is held back, for the same reason as before or for a new one. A newer one that is held back already is left alone.
     *
     * @param sqlState the SQLSTATE that PostgreSQL refused the day with, or null
     */
    void recordHeldBack(Connection connection, long revision, HeldBack heldBack, String sqlState) throws SQLException {
        String sql = "update " + StatusTable.in(period.tenant()) + """
                 set (pending_revision, pending_reason, pending_file, pending_column, pending_sqlstate)
                        = row(latest.revision, latest.reason, latest.file, latest.col, latest.sqlstate),
                    pending_since = case when (pending_reason, pending_file, pending_column) is not distinct from (latest.reason, latest.file, latest.col)
                        then pending_since else now() end
                from (values (?::bigint, ?::text, ?::text, ?::text, ?::text)) as latest (revision, reason, file, col, sqlstate)
                where output = ? and source_uuid = ? and period_start = ? and coalesce(pending_revision <= latest.revision, true)
                    and (pending_revision, pending_reason, pending_file, pending_column)
                        is distinct from (latest.revision, latest.reason, latest.file, latest.col)""";
        update(connection, period, sql, revision, storable(heldBack.reason()), storable(heldBack.file()), storable(heldBack.column()),
                sqlState);
    }

    /** The last three parameters of the statement are the key. */
    private static void update(Connection connection, OutputPeriod period, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            setKey(statement, values.length + 1, period);
            statement.executeUpdate();
        }
    }

    private static void setKey(PreparedStatement statement, int first, OutputPeriod period) throws SQLException {
        statement.setString(first, period.output());
        statement.setObject(first + 1, UUID.fromString(period.source()));
        statement.setObject(first + 2, period.from());
    }

    /** PostgreSQL's text cannot hold U+0000, which a reason may quote from a file. */
    private static String storable(String text) {
        return text == null ? null : text.replace('\0', '\uFFFD');
    }
}
