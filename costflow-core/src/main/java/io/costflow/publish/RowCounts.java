package io.costflow.publish;

import io.costflow.database.SqlName;
import io.costflow.day.OutputPeriod;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts how many rows of ours tables hold of the days that the status table says are published. Each question is one statement, which sees what others have
 * committed at its beginning: the status of a day and its rows are seen together, and a partition that was truncated is empty.
 */
public final class RowCounts {

    private final Connection connection;
    private final String tenant;

    /** @param connection one that commits each statement */
    public RowCounts(Connection connection, String tenant) {
        this.connection = connection;
        this.tenant = tenant;
    }

    /**
     * How many rows one table holds of a published period.
     *
     * @param table the table
     * @param written how many were written to it; null when that is not known, since an earlier version published the period
     * @param writtenToAll how many were written to all tables of the output, or null when that is not known either
     * @param found how many there are
     * @param differsSince since when another number was found before, or null
     * @param restored how often the period was put back within a day
     * @param restoredAt when that was last, or null
     */
    public record Counted(
            OutputPeriod period, String table, Long written, Long writtenToAll, long found, Instant differsSince, int restored, Instant restoredAt) {}

    /** Of the counts of all tables, one of each period that differs. */
    public static List<Counted> differing(List<Counted> counts) {
        Map<OutputPeriod, List<Counted>> byPeriod = new LinkedHashMap<>();
        counts.forEach(counted -> byPeriod.computeIfAbsent(counted.period(), period -> new ArrayList<>()).add(counted));
        List<Counted> differing = new ArrayList<>();
        for (List<Counted> tables : byPeriod.values()) {
            if (differs(tables)) {
                differing.add(tables.get(0));
            }
        }
        return differing;
    }

    /** An earlier version recorded what it wrote to all tables together. */
    private static boolean differs(List<Counted> tables) {
        if (tables.stream().allMatch(counted -> counted.written() == null)) {
            Long written = tables.get(0).writtenToAll();
            return written != null && written != tables.stream().mapToLong(Counted::found).sum();
        }
        return tables.stream().anyMatch(counted -> counted.written() != null && counted.written() != counted.found());
    }

    /** Counts the rows of a month of one table of an output. */
    public List<Counted> count(String output, Table<?> table, YearMonth month) throws SQLException {
        // Materialized: of tables that have no statistics yet PostgreSQL expects one row, and would group the rows of the whole month for each published period.
        String query = "with counted as materialized (select " + Table.SOURCE_COLUMN + " as source, " + Table.DAY_COLUMN + " as day, count(*) as rows from "
                + SqlName.quoted(tenant, table.name()) + " where " + Table.DAY_COLUMN + " between ? and ? and "
                + table.isOwned()
                + " group by 1, 2)"
                + " select s.source_uuid::text, s.period_start, s.period_end, (s.rows_by_table ->> ?)::bigint, s.rows_written + s.rows_kept,"
                + " coalesce(sum(counted.rows), 0), s.rows_differ_since, coalesce(s.restored, 0), s.restored_at"
                + " from " + StatusTable.in(tenant) + " s left join counted"
                + " on counted.source = s.source_uuid and counted.day between s.period_start and s.period_end"
                + " where s.output = ? and s.published_revision is not null and s.period_start between ? and ?"
                + " group by s.output, s.source_uuid, s.period_start order by 1, 2";
        List<Counted> counted = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setObject(1, month.atDay(1));
            statement.setObject(2, month.atEndOfMonth());
            statement.setString(3, table.name());
            statement.setString(4, output);
            statement.setObject(5, month.atDay(1));
            statement.setObject(6, month.atEndOfMonth());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    counted.add(new Counted(
                            period(output, rows), table.name(), rows.getObject(4, Long.class),
                            rows.getObject(5, Long.class), rows.getLong(6), instant(rows, 7), rows.getInt(8), instant(rows, 9)));
                }
            }
        }
        return counted;
    }

    /** The period of a row that begins with the source and the first and last day. */
    private OutputPeriod period(String output, ResultSet row) throws SQLException {
        return OutputPeriod.of(output, tenant, row.getString(1), row.getObject(2, LocalDate.class), row.getObject(3, LocalDate.class));
    }

    private static Instant instant(ResultSet rows, int column) throws SQLException {
        OffsetDateTime time = rows.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    /**
     * A text that is another one after each change or truncation of what holds a month of a table, as PostgreSQL's statistics say; null where it keeps none.
     * They are some seconds late at times: a change is seen then by a later question.
     */
    public String changes(Table<?> table, YearMonth month) throws SQLException {
        String query = "with leaves as (select relid from pg_partition_tree(to_regclass(?)) where isleaf)"
                + " select string_agg(concat_ws(' ', c.oid, c.relfilenode, s.n_tup_ins, s.n_tup_upd, s.n_tup_del), ',' order by c.oid)"
                + " from pg_class c join pg_stat_all_tables s on s.relid = c.oid"
                + " where current_setting('track_counts')::boolean"
                + " and (c.oid in (select relid from leaves) or c.oid = to_regclass(?) and not exists (select from leaves))"
                + " and (c.relname = ? or c.relname !~ '_[0-9]{4}_[0-9]{2}$')";
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, SqlName.quoted(tenant, table.name()));
            statement.setString(2, SqlName.quoted(tenant, table.name()));
            statement.setString(3, MonthPartitions.partition(table.name(), month));
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                return result.getString(1);
            }
        }
    }

    /** Whether a month of a table was taken away as a whole: koku's partition manager would make its partition, and it is not there. */
    public boolean isGone(Table<?> table, YearMonth month) throws SQLException {
        return MonthPartitions.isMissing(connection, tenant, table.name(), month);
    }

    /** The first days of the months that an output has published periods in. */
    public List<YearMonth> months(String output) throws SQLException {
        List<YearMonth> months = new ArrayList<>();
        String query = "select distinct date_trunc('month', period_start)::date from " + StatusTable.in(tenant)
                + " where output = ? and published_revision is not null order by 1";
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, output);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    months.add(YearMonth.from(rows.getObject(1, LocalDate.class)));
                }
            }
        }
        return months;
    }

    /** Forgets that an output was published in a month. */
    public List<OutputPeriod> forget(String output, YearMonth month) throws SQLException {
        return delete(output, "period_start between date '" + month.atDay(1) + "' and date '" + month.atEndOfMonth() + "'");
    }

    /**
     * Forgets what was published in months of sources that have no report period or bill any more.
     *
     * @param months the table with a row per source and month that the output's rows refer to
     * @param begin the column with the beginning of the month
     * @param neighbours how many months before and after its own a period's rows may refer to
     */
    public List<OutputPeriod> forgetMonthsWithout(String output, String months, String begin, int neighbours) throws SQLException {
        return delete(output, "not exists (select from " + SqlName.quoted(tenant, months) + " m where m.provider_id = source_uuid"
                + " and date_trunc('month', m." + SqlName.quoted(begin) + " at time zone 'UTC') between date_trunc('month', period_start::timestamp) - interval '" + neighbours
                + " months' and date_trunc('month', period_start::timestamp) + interval '" + neighbours + " months')");
    }

    /** Deletes the rows of forgotten periods from a table of Costflow's own, as koku has removed those of its tables. */
    public void deleteRows(Table<?> table, List<OutputPeriod> forgotten) throws SQLException {
        String delete = "delete from " + SqlName.quoted(tenant, table.name()) + " where " + Table.SOURCE_COLUMN + " = ?::uuid and " + Table.DAY_COLUMN + " between ? and ?";
        try (PreparedStatement statement = connection.prepareStatement(delete)) {
            for (OutputPeriod period : forgotten) {
                statement.setString(1, period.source());
                statement.setObject(2, period.from());
                statement.setObject(3, period.to());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private List<OutputPeriod> delete(String output, String condition) throws SQLException {
        List<OutputPeriod> deleted = new ArrayList<>();
        String delete = "delete from " + StatusTable.in(tenant) + " where output = ? and published_revision is not null and " + condition
                + " returning source_uuid::text, period_start, period_end";
        try (PreparedStatement statement = connection.prepareStatement(delete)) {
            statement.setString(1, output);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    deleted.add(period(output, rows));
                }
            }
        }
        return deleted;
    }

    /** Records since when the tables hold another number of rows of a period, or that they do not; returns whether that is new. */
    public boolean record(OutputPeriod period, boolean differs) throws SQLException {
        String update = "update " + StatusTable.in(tenant) + " set rows_differ_since = " + (differs ? "now()" : "null")
                + " where output = ? and source_uuid = ?::uuid and period_start = ? and rows_differ_since is " + (differs ? "null" : "not null");
        try (PreparedStatement statement = connection.prepareStatement(update)) {
            statement.setString(1, period.output());
            statement.setString(2, period.source());
            statement.setObject(3, period.from());
            return statement.executeUpdate() > 0;
        }
    }
}
