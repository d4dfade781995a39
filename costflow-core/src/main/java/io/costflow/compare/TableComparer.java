package io.costflow.compare;

import io.costflow.database.SqlName;
import io.costflow.day.OutputPeriod;
import io.costflow.publish.Column;
import io.costflow.publish.StagedRows;
import io.costflow.publish.Table;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;

/**
 * Compares the computed rows of a period with those of a table that are ours by its ownership condition. PostgreSQL finds the rows that have no equal one on the
 * other side; only these are read.
 */
final class TableComparer {

    /** How many rows of one side that have no equal one on the other are matched. More are counted only, so that they need not be in memory. */
    private static final int MATCHED = 50_000;

    /** How many rows that differ are kept of each period and table. */
    private static final int TOP = 20;

    /** The columns that say what a row costs, the first that a table has. */
    private static final List<String> MONEY = List.of("unblended_cost", "pretax_cost");

    private final Connection connection;
    private final TheirRows theirs;
    private final double tolerance;

    /** @param tolerance by how much numbers may differ */
    TableComparer(Connection connection, TheirRows theirs, double tolerance) {
        this.connection = connection;
        this.theirs = theirs;
        this.tolerance = tolerance;
    }

    /** Compares a period. Temporary tables are left to the end of the transaction. */
    TableComparison compare(OutputPeriod period, long revision, Table<?> table, StagedRows rows) throws SQLException, IOException {
        List<Column<?>> compared = new ArrayList<>(table.columns());
        compared.removeIf(column -> column.name().equals(table.key()));
        List<ComparedColumn> columns = compared.stream().map(ComparedColumn::of).toList();
        String values = compared.stream().map(TableComparer::comparable).collect(Collectors.joining(", "));
        String staged = stage(table, period.tenant(), rows);
        String relation = theirs.relation(connection, period.tenant(), table);
        String ofPeriod = " where " + table.isOurs(period, "");
        String ours = "select " + values + " from " + staged;
        String others = "select " + values + " from " + relation + ofPeriod;
        List<String[]> onlyOurs = rows(ours + " except all " + others, columns.size());
        List<String[]> onlyTheirs = rows(others + " except all " + ours, columns.size());
        RowMatcher matcher = new RowMatcher(columns, tolerance);
        boolean matched = onlyOurs.size() <= MATCHED && onlyTheirs.size() <= MATCHED;
        if (matched) {
            matcher.match(onlyOurs, onlyTheirs);
        }
        List<RowDifference> differences = matcher.differences();
        long missing = matched ? count(differences, RowDifference.Kind.MISSING) : count(ours + " except all " + others);
        long surplus = matched ? count(differences, RowDifference.Kind.SURPLUS) : count(others + " except all " + ours);
        long unequal = matched ? onlyOurs.size() : missing;
        long theirRows = number("select count(*) from " + relation + ofPeriod).longValue();
        String money = MONEY.stream().filter(table.columnNames()::contains).findFirst().map(SqlName::quoted).orElse(null);
        Map<String, ComparedColumn> byName = columns.stream().collect(Collectors.toMap(ComparedColumn::name, Function.identity()));
        return new TableComparison(
                period, revision, table.name(), rows.rows(table.name()) - unequal, matcher.withinTolerance(),
                missing, surplus, count(differences, RowDifference.Kind.DIFFERENT),
                byColumn(differences),
                money == null ? null : number("select coalesce(sum(" + money + "), 0) from " + staged),
                money == null ? null : number("select coalesce(sum(" + money + "), 0) from " + relation + ofPeriod),
                differences.stream().sorted(Comparator.comparingDouble(RowDifference::weight).reversed()).limit(TOP).toList(),
                Explanation.of(theirRows, differences, byName));
    }

    /** Two arrays of the same elements are equal, as nothing says in which order they are. */
    private static String comparable(Column<?> column) {
        String name = SqlName.quoted(column.name());
        return column.kind() == Column.Kind.TEXT_ARRAY ? "(select array_agg(element order by element) from unnest(" + name + ") as element)::text" : name;
    }

    private String stage(Table<?> table, String tenant, StagedRows rows) throws SQLException, IOException {
        String relation = SqlName.quoted("ours_" + table.name());
        String columns = table.columnNames().stream().map(SqlName::quoted).collect(Collectors.joining(", "));
        try (Statement statement = connection.createStatement()) {
            statement.execute("create temporary table " + relation + " on commit drop as select " + columns + " from " + SqlName.quoted(tenant, table.name())
                    + " with no data");
        }
        PGConnection postgres = connection.unwrap(PGConnection.class);
        rows.<SQLException>read(table.name(), text -> postgres.getCopyAPI().copyIn("copy pg_temp." + relation + " (" + columns + ") from stdin", text));
        return "pg_temp." + relation;
    }

    private List<String[]> rows(String query, int columns) throws SQLException {
        List<String[]> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(10_000);
            try (ResultSet result = statement.executeQuery(query + " limit " + (MATCHED + 1))) {
                while (result.next()) {
                    String[] row = new String[columns];
                    for (int i = 0; i < columns; i++) {
                        row[i] = result.getString(i + 1);
                    }
                    rows.add(row);
                }
            }
        }
        return rows;
    }

    private long count(String query) throws SQLException {
        return number("select count(*) from (" + query + ") as unequal").longValue();
    }

    private Double number(String query) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getDouble(1);
        }
    }

    private static long count(List<RowDifference> differences, RowDifference.Kind kind) {
        return differences.stream().filter(difference -> difference.kind() == kind).count();
    }

    private static Map<String, Long> byColumn(List<RowDifference> differences) {
        return differences.stream().filter(difference -> difference.kind() == RowDifference.Kind.DIFFERENT)
                .flatMap(difference -> difference.ours().keySet().stream()).collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
    }
}
