package io.costflow.publish;

import io.costflow.day.OutputPeriod;
import io.costflow.database.SqlName;
import io.costflow.database.Tables;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/** What the status table says of periods that were asked for, and how many rows of ours the tables hold of them. */
public final class EnsuredPeriods {

    private final Connection connection;
    private final String tenant;

    /** @param connection one that commits each statement */
    public EnsuredPeriods(Connection connection, String tenant) {
        this.connection = connection;
        this.tenant = tenant;
    }

    /**
     * How a period stands.
     *
     * @param planRevision the revision of the plan by which it was last compared with the tables, or found to be held back; 0 if it never was
     * @param referenceRevision the revision of the reference data of that plan's result
     * @param published whether any revision of it was published
     * @param heldBack why a newer revision is held back, or null
     * @param rowsByTable how many rows were written to each table; empty when that is not known
     */
    public record Standing(long planRevision, long referenceRevision, boolean published, String heldBack, Map<String, Long> rowsByTable) {

        /** A period that the status table has no row for. */
        public static final Standing NONE = new Standing(0, 0, false, null, Map.of());
    }

    /** The standing of each of some periods of the tenant that has a row in the status table. */
    public Map<OutputPeriod, Standing> standings(Collection<OutputPeriod> periods) throws SQLException {
        Map<OutputPeriod, Standing> standings = new HashMap<>();
        if (periods.isEmpty() || !Tables.exists(connection, tenant, StatusTable.NAME)) {
            return standings;
        }
        Map<List<Object>, OutputPeriod> byKey = new HashMap<>();
        periods.forEach(period -> byKey.put(key(period.output(), period.source(), period.from()), period));
        String query = "select s.output, s.source_uuid::text, s.period_start, coalesce(ensured_plan_revision, 0), coalesce(ensured_reference_revision, 0),"
                + " published_revision is not null, case when pending_revision is not null then coalesce(pending_reason, '') end,"
                + " (select array_agg(key order by key) from jsonb_each_text(rows_by_table)), (select array_agg(value::bigint order by key) from jsonb_each_text(rows_by_table))"
                + " from " + StatusTable.in(tenant) + " s join unnest(?::text[], ?::uuid[], ?::date[]) as asked (output, source_uuid, period_start)"
                + " using (output, source_uuid, period_start)";
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setArray(1, connection.createArrayOf("text", periods.stream().map(OutputPeriod::output).toArray()));
            statement.setArray(2, connection.createArrayOf("uuid", periods.stream().map(period -> UUID.fromString(period.source())).toArray()));
            statement.setArray(3, connection.createArrayOf("date", periods.stream().map(OutputPeriod::from).toArray()));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    OutputPeriod period = byKey.get(key(row.getString(1), row.getString(2), row.getObject(3, LocalDate.class)));
                    standings.put(period, new Standing(row.getLong(4), row.getLong(5), row.getBoolean(6), row.getString(7), rowsByTable(row)));
                }
            }
        }
        return standings;
    }

    private static List<Object> key(String output, String source, LocalDate from) {
        return List.of(output, source, from);
    }

    private static Map<String, Long> rowsByTable(ResultSet row) throws SQLException {
        if (row.getArray(8) == null) {
            return Map.of();
        }
        String[] tables = (String[]) row.getArray(8).getArray();
        Long[] counts = (Long[]) row.getArray(9).getArray();
        Map<String, Long> rows = new HashMap<>();
        for (int i = 0; i < tables.length; i++) {
            rows.put(tables[i], counts[i]);
        }
        return rows;
    }

    /** Of some periods of one output and source, the ones of which every table holds as many rows as were written. */
    public Set<OutputPeriod> complete(Collection<OutputPeriod> periods, List<Table<?>> tables) throws SQLException {
        Set<OutputPeriod> complete = new HashSet<>();
        standings(periods).forEach((period, standing) -> {
            if (standing.published() && standing.rowsByTable().keySet().containsAll(tables.stream().map(Table::name).toList())) {
                complete.add(period);
            }
        });
        Map<OutputPeriod, Standing> standings = standings(complete);
        for (Table<?> table : complete.isEmpty() ? List.<Table<?>>of() : tables) {
            SortedMap<LocalDate, Long> found = count(table, complete.iterator().next().source(), first(complete), last(complete));
            complete.removeIf(period -> found.subMap(period.from(), period.to().plusDays(1)).values().stream().mapToLong(Long::longValue).sum()
                    != standings.get(period).rowsByTable().get(table.name()));
            if (complete.isEmpty()) {
                break;
            }
        }
        return complete;
    }

    /** Of some periods of one output and source, the ones of which a table holds rows that are ours or could be. */
    public Set<OutputPeriod> withRows(Collection<OutputPeriod> periods, Table<?> table) throws SQLException {
        Set<OutputPeriod> found = new HashSet<>(periods);
        SortedMap<LocalDate, Long> counts = count(table, found.iterator().next().source(), first(found), last(found));
        found.removeIf(period -> counts.subMap(period.from(), period.to().plusDays(1)).isEmpty());
        return found;
    }

    private static LocalDate first(Set<OutputPeriod> periods) {
        return periods.stream().map(OutputPeriod::from).min(LocalDate::compareTo).orElseThrow();
    }

    private static LocalDate last(Set<OutputPeriod> periods) {
        return periods.stream().map(OutputPeriod::to).max(LocalDate::compareTo).orElseThrow();
    }

    /** How many rows of ours a table holds of each day of a source that has some, from {@code from} to {@code to}, both inclusive. */
    public SortedMap<LocalDate, Long> count(Table<?> table, String source, LocalDate from, LocalDate to) throws SQLException {
        SortedMap<LocalDate, Long> counts = new TreeMap<>();
        String query = "select " + Table.DAY_COLUMN + ", count(*) from " + SqlName.quoted(tenant, table.name()) + " where " + Table.SOURCE_COLUMN + " = ? and "
                + Table.DAY_COLUMN + " between ? and ? and " + table.isOwned() + " group by 1";
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setObject(1, UUID.fromString(source));
            statement.setObject(2, from);
            statement.setObject(3, to);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    counts.put(rows.getObject(1, LocalDate.class), rows.getLong(2));
                }
            }
        }
        return counts;
    }

    /** How many rows of ours tables hold of some days of a source. */
    public long rows(List<Table<?>> tables, String source, LocalDate from, LocalDate to) throws SQLException {
        long rows = 0;
        for (Table<?> table : tables) {
            rows += count(table, source, from, to).values().stream().mapToLong(Long::longValue).sum();
        }
        return rows;
    }
}
