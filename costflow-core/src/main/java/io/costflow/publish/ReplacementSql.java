package io.costflow.publish;

import io.costflow.database.SqlName;
import io.costflow.day.OutputPeriod;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The statements that replace one source and period of one table. */
final class ReplacementSql {

    /** The temporary table; PostgreSQL's messages call it by this name. */
    private static final String STAGED = "pg_temp.staged";

    private final Table<?> table;
    private final OutputPeriod period;
    private final String target;
    private final String key;
    private final String columns;
    private final String days;
    private final String source;

    ReplacementSql(Table<?> table, OutputPeriod period) {
        this.table = table;
        this.period = period;
        this.target = SqlName.quoted(period.tenant(), table.name());
        this.key = SqlName.quoted(table.key());
        this.columns = each(column -> column);
        this.days = " between date '" + period.from() + "' and date '" + period.to() + "'";
        this.source = "uuid '" + UUID.fromString(period.source()) + "'";
    }

    /** Whether the table has no row of ours: 1 or 0. */
    String isEmpty() {
        return "select case when exists (select " + fromOurs() + ") then 0 else 1 end";
    }

    /** Copies rows to the table itself, but for those that would not be ours there: PostgreSQL does not count them. */
    String copyToTable() {
        return "copy " + target + " (" + columns + ") from stdin where " + ours("");
    }

    /** The types of the columns that are written, with their lengths and scales, without the table's defaults and constraints. */
    String createStaged() {
        return "create temporary table staged on commit drop as select " + columns + " from " + target + " with no data";
    }

    String copyToStaged() {
        return "copy " + STAGED + " (" + columns + ") from stdin";
    }

    /** Refuses two rows of one key, which an upsert would notice only if it had to write them. */
    String indexStaged() {
        return "create unique index on " + STAGED + " (" + key + ")";
    }

    /** Without it the planner takes the table for a small one. The other columns need no statistics. */
    String analyzeStaged() {
        return "analyze " + STAGED + " (" + key + ")";
    }

    String deleteVanished() {
        return "delete from " + target + " where " + ours("")
                + " and not exists (select from " + STAGED + " as new where new." + key + " = " + target + "." + key + ")";
    }

    /**
     * Upserts the rows that are new or differ, columns that koku shares by more than its rounding, and gives three numbers: how many those are, how many were
     * written, and how many of these are ours. Fewer are written if a row is in the way that is not ours. The ownership condition has no alias, so it stands in a
     * sub-select over the one row that it is about; the upsert checks it again on the row as it is locked.
     */
    String upsertDifferent() {
        return "with different as materialized (select new.* from " + STAGED + " as new where not exists (select from " + target + " as old"
                + " where " + ours("old.") + " and old." + key + " = new." + key + " and " + same() + ")),"
                + " written as (insert into " + target + " as existing (" + columns + ") select " + columns + " from different order by " + key
                + " on conflict (" + Table.DAY_COLUMN + ", " + key + ") do update set " + assignments()
                + " where existing." + Table.SOURCE_COLUMN + " = " + source
                + " and (select " + table.isOwned() + " from (select existing.*) as owned_row) returning " + ours("") + " as is_ours)"
                + " select (select count(*) from different), count(*), count(*) filter (where is_ours) from written";
    }

    /** The key of a row that is in the way and not ours. */
    String firstNotOurs() {
        return "select " + key + "::text from " + target + " where " + Table.DAY_COLUMN + days + " and (" + ours("") + ") is not true"
                + " and " + key + " in (select " + key + " from " + STAGED + ") order by 1 limit 1";
    }

    /** The number of rows of ours, and the totals of their columns. */
    String totals(List<String> numeric) {
        return "select count(*)" + numeric.stream().map(column -> ", coalesce(sum(" + SqlName.quoted(column) + "), 0)::float8").collect(Collectors.joining())
                + " " + fromOurs();
    }

    String dropStaged() {
        return "drop table " + STAGED;
    }

    /**
     * Our rows of the period, for reading them alone. {@code offset 0} has them found by source and day before anything else is asked of them: of a month that
     * has no statistics yet PostgreSQL expects few rows without costs, and would read the whole month by the indexes of the columns that say so.
     */
    private String fromOurs() {
        return "from (select * from " + target + " where " + table.isOf(period, "") + " offset 0) as of_period where "
                + table.isOwned();
    }

    private String ours(String alias) {
        return table.isOurs(period, alias);
    }

    private String same() {
        List<String> exact = table.columns().stream().filter(column -> !column.shared()).map(column -> SqlName.quoted(column.name())).toList();
        String same = "(" + prefixed("old.", exact) + ") is not distinct from (" + prefixed("new.", exact) + ")";
        return same + table.columns().stream().filter(Column::shared).map(column -> SqlName.quoted(column.name()))
                .map(column -> " and (old." + column + " is not distinct from new." + column + " or abs(old." + column + " - new." + column + ") <= "
                        + Column.SHARED_TOLERANCE + ")")
                .collect(Collectors.joining());
    }

    private static String prefixed(String alias, List<String> names) {
        return names.stream().map(name -> alias + name).collect(Collectors.joining(", "));
    }

    private String assignments() {
        return table.columnNames().stream().filter(column -> !column.equals(table.key()) && !column.equals(Table.DAY_COLUMN)).map(SqlName::quoted)
                .map(column -> column + " = excluded." + column).collect(Collectors.joining(", "));
    }

    private String each(UnaryOperator<String> form) {
        return table.columnNames().stream().map(SqlName::quoted).map(form).collect(Collectors.joining(", "));
    }
}
