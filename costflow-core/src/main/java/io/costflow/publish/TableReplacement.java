package io.costflow.publish;

import io.costflow.database.SqlErrorClass;
import io.costflow.database.SqlStates;
import io.costflow.day.HeldBack;
import io.costflow.day.OutputPeriod;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;

/**
 * Replaces what one table holds of one source and period by the staged rows, within the caller's transaction: rows that are gone are deleted, rows that differ are
 * upserted in the order of their keys, rows that are right already are neither written nor locked, and rows that are not ours are left alone.
 */
final class TableReplacement {

    private final Connection connection;
    private final Table<?> table;
    private final OutputPeriod period;
    private final ReplacementSql sql;

    TableReplacement(Connection connection, Table<?> table, OutputPeriod period) {
        this.connection = connection;
        this.table = table;
        this.period = period;
        this.sql = new ReplacementSql(table, period);
    }

    /**
     * @throws RefusedDayException if PostgreSQL refuses a row, or a row would replace one that is not ours
     * @throws SQLException if the database fails otherwise
     */
    TableChange replaceBy(StagedRows rows) throws SQLException, IOException, RefusedDayException {
        return classified(() -> count(sql.isEmpty()) == 1 ? load(rows) : merge(rows));
    }

    /** The same where the table is known to have no row of ours. */
    TableChange fillBy(StagedRows rows) throws SQLException, IOException, RefusedDayException {
        return classified(() -> load(rows));
    }

    private interface Change {
        TableChange make() throws SQLException, IOException, RefusedDayException;
    }

    private TableChange classified(Change change) throws SQLException, IOException, RefusedDayException {
        try {
            return change.make();
        } catch (SQLException failure) {
            if (SqlStates.classOf(failure) == SqlErrorClass.REFUSED) {
                throw new RefusedDayException(RefusedRow.heldBack(failure, table.name(), period), SqlStates.code(failure));
            }
            throw failure;
        }
    }

    /** There is nothing to compare with: the rows go straight to the table. */
    private TableChange load(StagedRows rows) throws SQLException, IOException {
        long announced = rows.rows(table.name());
        if (announced == 0) {
            return TableChange.NOTHING;
        }
        requireOurs(announced, copy(rows, sql.copyToTable()));
        return new TableChange(announced, 0, 0);
    }

    private TableChange merge(StagedRows rows) throws SQLException, IOException, RefusedDayException {
        execute(sql.createStaged());
        long staged = copy(rows, sql.copyToStaged());
        if (staged != rows.rows(table.name())) {
            throw new IllegalStateException("The staged text of " + table.name() + " for " + period + " has " + staged + " rows, but " + rows.rows(table.name())
                    + " were announced.");
        }
        execute(sql.indexStaged());
        execute(sql.analyzeStaged());
        long deleted;
        long different;
        long written;
        long ours;
        try (Statement statement = connection.createStatement()) {
            deleted = statement.executeUpdate(sql.deleteVanished());
            try (ResultSet counts = statement.executeQuery(sql.upsertDifferent())) {
                counts.next();
                different = counts.getLong(1);
                written = counts.getLong(2);
                ours = counts.getLong(3);
            }
        }
        if (written != different) {
            throw notOurs();
        }
        requireOurs(written, ours);
        execute(sql.dropStaged());
        return new TableChange(written, deleted, staged - different);
    }

    private long copy(StagedRows rows, String copySql) throws SQLException, IOException {
        long[] copied = new long[1];
        PGConnection postgres = connection.unwrap(PGConnection.class);
        rows.<SQLException>read(table.name(), text -> copied[0] = postgres.getCopyAPI().copyIn(copySql, text, 1 << 16));
        return copied[0];
    }

    /** Rows of another source or day, or rows that we would not find again, must not be written: that is a bug of the computation. */
    private void requireOurs(long rows, long ours) {
        if (rows != ours) {
            throw new IllegalStateException("Of the " + rows + " rows to be written to " + table.name() + " for " + period + ", only " + ours
                    + " would be ours: the others have another source or day, or the table's ownership condition leaves them out.");
        }
    }

    private RefusedDayException notOurs() throws SQLException {
        String key;
        try (Statement statement = connection.createStatement(); ResultSet first = statement.executeQuery(sql.firstNotOurs())) {
            key = first.next() ? first.getString(1) : "unknown";
        }
        String reason = "Table " + table.name() + " has a row that Costflow does not own (of another source, or with costs) under the key " + table.key()
                + " = " + key + " of a row to be written for " + period + ". The published day stays. Remove that row, or give it another key.";
        return new RefusedDayException(new HeldBack(reason, null, table.key()));
    }

    private void execute(String statementSql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(statementSql);
        }
    }

    private long count(String query) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet result = statement.executeQuery(query)) {
            result.next();
            return result.getLong(1);
        }
    }
}
