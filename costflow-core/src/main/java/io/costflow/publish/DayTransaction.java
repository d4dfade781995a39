package io.costflow.publish;

import io.costflow.day.HeldBack;
import io.costflow.publish.DayReport.Outcome;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What happens to one day on one connection: everything that belongs together is committed together. */
final class DayTransaction {

    private static final Logger LOG = LoggerFactory.getLogger(DayTransaction.class);
    private static final HeldBack REPLACED =
            HeldBack.because("The day had not changed when it was looked at, but was replaced by another run since. Run again.");

    /**
     * In one round trip. To a snapshot that is older than a TRUNCATE of koku's the table is empty: rows would be compared with nothing. Behind a pooler another
     * client may have left the session at another level; nothing is set for the session, which is theirs next. koku's foreign keys are deferred: checked at
     * commit, they could not be distinguished from an outage, nor be named by table. Compiling a statement with this many columns takes longer than running it.
     */
    private static final String BEGIN = "set transaction isolation level read committed; set constraints all immediate; set local jit = off";

    private final Connection connection;
    private final DayMark mark;

    DayTransaction(Connection connection, DayMark mark) {
        this.connection = connection;
        this.mark = mark;
    }

    /** Replaces the day in all tables, unless the rule or the tenant's table of modes says that it is not ours to write now, and commits. */
    DayReport publish(List<Table<?>> tables, StagedRows rows, WriteRule rule) throws SQLException, IOException, RefusedDayException {
        begin();
        DayStatus status = DayStatus.lock(connection, mark.period());
        if (status.isNewerThan(mark)) {
            connection.rollback();
            return report(Outcome.SUPERSEDED, TableChange.NOTHING, null, null);
        }
        if (!StatementChains.modeOf(connection, mark.period()).orElse(rule.usual()).isWritten()) {
            status.recordNotOurs(connection);
            status.clearPending(connection, mark.revision());
            return commit(Outcome.NOT_WRITTEN, TableChange.NOTHING);
        }
        if (!mark.rebuild() && status.hasFingerprint(mark)) {
            status.clearPending(connection, mark.revision());
            return commit(Outcome.UNCHANGED, new TableChange(0, 0, mark.rows()));
        }
        if (!mark.rebuild() && status.hasChecksum(mark)) {
            status.recordUnchanged(connection, mark);
            return commit(Outcome.UNCHANGED, new TableChange(0, 0, mark.rows()));
        }
        if (rule.onRequest() && !mark.rebuild()) {
            status.clearPending(connection, mark.revision());
            return commit(Outcome.NOT_WRITTEN, TableChange.NOTHING);
        }
        if (mark.isOfPublishedRows()) {
            throw new RefusedDayException(REPLACED);
        }
        TableTotals before = status.published() == null ? TableTotals.of(connection, tables, mark.period()) : null;
        boolean empty = before != null && before.rows() == 0;
        TableChange change = TableChange.NOTHING;
        for (Table<?> table : tables) {
            TableReplacement replacement = new TableReplacement(connection, table, mark.period());
            change = change.plus(empty ? replacement.fillBy(rows) : replacement.replaceBy(rows));
        }
        double difference = before == null || empty ? Replaced.NO_TAKEOVER : takeover(before, TableTotals.of(connection, tables, mark.period()));
        String rowsByTable = rowsByTable(tables, rows);
        if (change.isNothing() && status.published() != null) {
            status.recordUnchanged(connection, mark);
            status.recordRows(connection, rowsByTable);
        } else {
            status.recordPublished(connection, mark, change, rowsByTable);
        }
        boolean restored = status.differs() && !change.isNothing();
        if (restored) {
            status.recordRestored(connection);
        }
        if (mark.rebuild() && rule.answersRequests()) {
            status.recordEnsured(connection, mark);
        }
        connection.commit();
        return report(change.isNothing() ? Outcome.UNCHANGED : Outcome.PUBLISHED, change, null, new Replaced(status.planRevision(), difference, restored));
    }

    private static String rowsByTable(List<Table<?>> tables, StagedRows rows) {
        return tables.stream().map(table -> "\"" + table.name() + "\": " + rows.rows(table.name())).collect(Collectors.joining(", ", "{", "}"));
    }

    /** Compares another writer's rows with ours, which replace them: by how much they differ, and in which column most. */
    private double takeover(TableTotals before, TableTotals after) {
        TableTotals.Difference largest = before.largestDifference(after);
        if (largest == null) {
            return 0;
        }
        LOG.info("{} is taken over: {} rows by {}. The totals differ most in {}: {} by {}, a ratio of {}.",
                mark.period(), before.rows(), after.rows(), largest.column(), largest.before(), largest.after(), largest.ratio());
        return largest.ratio();
    }

    /**
     * Puts the rows of the last good revision of a day back that is held back, unless they are there or the day is not ours to write now, says in the status table
     * why it is held back, and commits.
     */
    DayReport putLastGoodBack(List<Table<?>> tables, StagedRows rows, WriteRule rule) throws SQLException, IOException, RefusedDayException {
        begin();
        DayStatus status = DayStatus.lock(connection, mark.period());
        if (status.isNewerThan(mark)) {
            connection.rollback();
            return report(Outcome.SUPERSEDED, TableChange.NOTHING, null, null);
        }
        TableChange change = TableChange.NOTHING;
        boolean ours = StatementChains.modeOf(connection, mark.period()).orElse(rule.usual()).isWritten();
        for (Table<?> table : ours ? tables : List.<Table<?>>of()) {
            change = change.plus(new TableReplacement(connection, table, mark.period()).replaceBy(rows));
        }
        if (status.differs() && !change.isNothing()) {
            status.recordRestored(connection);
        }
        if (ours) {
            status.recordLastGood(connection, mark.lastGood(), change);
            status.recordRows(connection, rowsByTable(tables, rows));
        }
        status.recordHeldBack(connection, mark.revision(), mark.heldBack(), null);
        if (mark.rebuild()) {
            status.recordEnsured(connection, mark);
        }
        connection.commit();
        return report(Outcome.HELD_BACK, change, mark.heldBack(), null);
    }

    /**
     * Leaves the published day as it is, says in the status table why, and commits.
     *
     * @param sqlState the SQLSTATE that PostgreSQL refused the day with, or null when it is held back for another reason
     */
    DayReport holdBack(HeldBack heldBack, String sqlState) throws SQLException {
        begin();
        DayStatus status = DayStatus.lock(connection, mark.period());
        if (status.isNewerThan(mark)) {
            connection.rollback();
            return report(Outcome.SUPERSEDED, TableChange.NOTHING, null, null);
        }
        status.recordHeldBack(connection, mark.revision(), heldBack, sqlState);
        if (mark.rebuild()) {
            status.recordEnsured(connection, mark);
        }
        connection.commit();
        return report(Outcome.HELD_BACK, TableChange.NOTHING, heldBack, null);
    }

    /** Reports that the day is held back where the status table cannot say so. */
    static DayReport unrecorded(DayMark mark, HeldBack heldBack) {
        return new DayTransaction(null, mark).report(Outcome.HELD_BACK, TableChange.NOTHING, heldBack, null);
    }

    private void begin() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(BEGIN);
        }
        if (mark.cluster() != null) {
            AdvisoryLock.takeOfCluster(connection, mark.cluster());
        }
    }

    private DayReport commit(Outcome outcome, TableChange change) throws SQLException {
        connection.commit();
        return report(outcome, change, null, null);
    }

    private DayReport report(Outcome outcome, TableChange change, HeldBack heldBack, Replaced replaced) {
        return new DayReport(mark.period(), mark.revision(), outcome, mark.basis().rowsRead(), change.written(), change.deleted(), change.kept(), heldBack, replaced);
    }
}
