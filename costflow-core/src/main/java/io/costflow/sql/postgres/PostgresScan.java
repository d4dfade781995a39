package io.costflow.sql.postgres;

import io.costflow.settings.DatabaseSettings;
import io.costflow.sql.scan.Scan;
import io.costflow.sql.scan.ScanFailedException;
import io.costflow.sql.scan.ScanReading;
import io.costflow.sql.scan.ScanSplit;
import java.sql.SQLException;
import java.util.List;
import org.apache.flink.configuration.ReadableConfig;

/**
 * What a query reads of a table of the database, in one piece.
 *
 * @param database the database
 * @param table the table's quoted name
 * @param columns the columns of the rows
 * @param condition which rows are read; null for all
 * @param limit how many rows are enough
 */
record PostgresScan(DatabaseSettings database, String table, List<PostgresColumn> columns, PushedCondition condition, long limit) implements Scan {

    @Override
    public List<ScanSplit> splits() {
        return List.of(new ScanSplit(table, null, null, 0));
    }

    @Override
    public ScanReading begin(ReadableConfig process) {
        return split -> {
            try {
                return PostgresCursor.open(this);
            } catch (SQLException e) {
                throw failure(e);
            }
        };
    }

    /** The statement that asks for the rows. */
    String sql() {
        String selected = columns.isEmpty() ? "1" : String.join(", ", columns.stream().map(PostgresColumn::selected).toList());
        return "select " + selected + " from " + table + (condition == null ? "" : " where " + condition.sql())
                + (limit == Long.MAX_VALUE ? "" : " limit " + limit);
    }

    ScanFailedException failure(SQLException e) {
        return new ScanFailedException("Reading the table " + table + " from " + database.url() + " failed: " + e.getMessage(), e);
    }
}
