package io.costflow.publish;

import io.costflow.database.SqlName;
import io.costflow.day.OutputPeriod;
import io.costflow.day.SourceDay;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The totals of what tables hold of a source and day: of each numeric column that we write. When a day is taken over, those of the rows that were there are
 * compared with those of our own: single rows cannot be compared, since the two writers know them by other keys.
 *
 * @param rows how many rows there are, over all tables
 * @param sums the total of each column that has one, by table and column
 */
record TableTotals(long rows, Map<String, Double> sums) {

    private static final Set<Column.Kind> NUMERIC = EnumSet.of(Column.Kind.NUMBER, Column.Kind.DECIMAL);

    /** What differs most. */
    record Difference(String column, double before, double after, double ratio) {}

    /** The totals of the rows that are ours, or that we take over, as the transaction sees them now. */
    static TableTotals of(Connection connection, List<Table<?>> tables, OutputPeriod period) throws SQLException {
        long rows = 0;
        Map<String, Double> sums = new HashMap<>();
        try (Statement statement = connection.createStatement()) {
            for (Table<?> table : tables) {
                List<String> columns = numericColumns(table);
                try (ResultSet totals = statement.executeQuery(new ReplacementSql(table, period).totals(columns))) {
                    totals.next();
                    rows += totals.getLong(1);
                    for (int i = 0; i < columns.size(); i++) {
                        sums.put(table.name() + "." + columns.get(i), totals.getDouble(i + 2));
                    }
                }
            }
        }
        return new TableTotals(rows, sums);
    }

    private static List<String> numericColumns(Table<?> table) {
        return table.columns().stream().filter(column -> NUMERIC.contains(column.kind())).<String>map(Column::name).toList();
    }

    /** The column whose total differs most from another's, relative to the larger of the two: from 0, equal, to 2, opposite. Null when there is none. */
    Difference largestDifference(TableTotals after) {
        Set<String> columns = new HashSet<>(sums.keySet());
        columns.addAll(after.sums.keySet());
        Difference largest = null;
        for (String column : columns) {
            double a = sums.getOrDefault(column, 0.0);
            double b = after.sums.getOrDefault(column, 0.0);
            double ratio = a == b ? 0 : Math.abs(a - b) / Math.max(Math.abs(a), Math.abs(b));
            if (largest == null || ratio > largest.ratio()) {
                largest = new Difference(column, a, b, ratio);
            }
        }
        return largest;
    }
}
