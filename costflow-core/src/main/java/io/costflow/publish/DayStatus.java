package io.costflow.publish;

import io.costflow.day.HeldBack;
import io.costflow.day.SourceDay;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Objects;
import java.util.UUID;

/**
 * The row of the status table for one source and day, locked until the transaction ends. Every writer of the day goes through it, so that two of them follow
 * one another.
 *
 * @param published what the tables hold, or null when the day was never published
 * @param planRevision the revision of the plan that it rests on; 0 when that is not known
 * @param overlap what is said of overlapping manifests that delivered the published day, or null
 */
record DayStatus(SourceDay day, PublishedDay published, long planRevision, String overlap) {

    private static final String THIS_DAY = " where source_uuid = ? and usage_start = ?";
    private static final String NOTHING_PENDING = "pending_revision = null, pending_since = null, pending_reason = null, pending_file = null,"
            + " pending_column = null";

    /** Makes sure that the row exists, and locks it. */
    static DayStatus lock(Connection connection, SourceDay day) throws SQLException {
        update(connection, day, "insert into " + StatusTable.in(day.tenant()) + " (source_uuid, usage_start) values (?, ?) on conflict do nothing");
        String query = "select published_revision, fingerprint, checksum, published_plan_revision, overlap from " + StatusTable.in(day.tenant()) + THIS_DAY + " for update";
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setObject(1, UUID.fromString(day.source()));
            statement.setObject(2, day.day());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                long revision = row.getLong(1);
                PublishedDay published = row.wasNull() ? null : new PublishedDay(revision, row.getString(2), row.getString(3));
                return new DayStatus(day, published, row.getLong(4), row.getString(5));
            }
        }
    }

    /**
     * Whether the tables hold something newer. The plan counts too: what an older plan becomes with newer reference data, after a restart from a checkpoint,
     * is not newer than what was published of a newer plan.
     */
    boolean isNewerThan(DayMark mark) {
        return published != null && (published.revision() > mark.revision() || planRevision > mark.planRevision());
    }

    /** Whether the published day was made from the same. */
    boolean hasFingerprint(DayMark mark) {
        return published != null && mark.fingerprint().equals(published.fingerprint());
    }

    /** Whether the published day had the same rows. */
    boolean hasChecksum(DayMark mark) {
        return published != null && mark.checksum().equals(published.checksum());
    }

    /** The tables hold the mark's revision now. */
    void recordPublished(Connection connection, DayMark mark, TableChange change) throws SQLException {
        update(connection, day, "update " + StatusTable.in(day.tenant())
                + " set published_revision = ?, published_plan_revision = ?, published_at = now(), fingerprint = ?, checksum = ?, files = ?, rows_read = ?,"
                + " rows_written = ?, rows_deleted = ?, rows_kept = ?, overlap = ?"
                + THIS_DAY,
                mark.revision(), mark.planRevision(), mark.fingerprint(), mark.checksum(), mark.files(), mark.rowsRead(), change.written(), change.deleted(),
                change.kept(), mark.overlap());
        clearPending(connection, mark.revision());
    }

    /** The tables were right already: the publication that is recorded stays, with what the day is made from now, so that a later run knows it. */
    void recordUnchanged(Connection connection, DayMark mark) throws SQLException {
        // A mark that stands for the published rows was made without looking at files.
        String overlapNow = mark.isOfPublishedRows() ? overlap : mark.overlap();
        if (!hasFingerprint(mark) || !hasChecksum(mark) || !Objects.equals(overlapNow, overlap)) {
            update(connection, day,
                    "update " + StatusTable.in(day.tenant()) + " set fingerprint = ?, checksum = ?, files = ?, rows_read = ?, overlap = ?" + THIS_DAY,
                    mark.fingerprint(), mark.checksum(), mark.files(), mark.rowsRead(), overlapNow);
        }
        clearPending(connection, mark.revision());
    }

    /** Nothing up to this revision is held back any more. */
    void clearPending(Connection connection, long revision) throws SQLException {
        update(connection, day, "update " + StatusTable.in(day.tenant()) + " set " + NOTHING_PENDING
                + " where pending_revision <= ? and source_uuid = ? and usage_start = ?", revision);
    }

    /** The revision is held back, for the same reason as before or for a new one. A newer one that is held back already is left alone. */
    void recordHeldBack(Connection connection, long revision, HeldBack heldBack) throws SQLException {
        String sql = "update " + StatusTable.in(day.tenant()) + """
                 set (pending_revision, pending_reason, pending_file, pending_column) = row(latest.revision, latest.reason, latest.file, latest.col),
                    pending_since = case when (pending_reason, pending_file, pending_column) is not distinct from (latest.reason, latest.file, latest.col)
                        then pending_since else now() end
                from (values (?::bigint, ?::text, ?::text, ?::text)) as latest (revision, reason, file, col)
                where source_uuid = ? and usage_start = ? and coalesce(pending_revision <= latest.revision, true)
                    and (pending_revision, pending_reason, pending_file, pending_column)
                        is distinct from (latest.revision, latest.reason, latest.file, latest.col)""";
        update(connection, day, sql, revision, storable(heldBack.reason()), storable(heldBack.file()), storable(heldBack.column()));
    }

    /** The last two parameters of the statement are the source and the day. */
    private static void update(Connection connection, SourceDay day, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            Object[] all = Arrays.copyOf(values, values.length + 2);
            all[values.length] = UUID.fromString(day.source());
            all[values.length + 1] = day.day();
            for (int i = 0; i < all.length; i++) {
                statement.setObject(i + 1, all[i]);
            }
            statement.executeUpdate();
        }
    }

    /** PostgreSQL's text cannot hold U+0000, which a reason may quote from a file. */
    private static String storable(String text) {
        return text == null ? null : text.replace('\0', '\uFFFD');
    }
}
