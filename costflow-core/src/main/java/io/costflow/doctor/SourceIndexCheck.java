package io.costflow.doctor;

import io.costflow.database.SqlName;
import io.costflow.publish.RowCounts.Counted;
import io.costflow.publish.Table;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Whether tables that hold many rows of a day have an index by source, which koku's have not: without it each publication of a day of one source reads the rows
 * of all sources of that day.
 */
final class SourceIndexCheck {

    /** What PostgreSQL reads in a tenth of a second. */
    private static final long MANY_ROWS = 100_000;

    private static final String HAS_INDEX = """
            select exists (select from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
                where i.indrelid = to_regclass(?) and i.indisvalid and a.attname = ?)""";

    private final Connection connection;
    private final String tenant;

    SourceIndexCheck(Connection connection, String tenant) {
        this.connection = connection;
        this.tenant = tenant;
    }

    /** What a table holds of one day. */
    private record Day(long rows, int sources) {
        Day plus(long more) {
            return more == 0 ? this : new Day(rows + more, sources + 1);
        }
    }

    /**
     * A note on each table without such an index that would have use for one.
     *
     * @param counts how many rows tables hold of published days
     */
    List<Finding> check(List<Counted> counts) throws SQLException {
        Map<String, Map<LocalDate, Day>> tables = new TreeMap<>();
        for (Counted counted : counts) {
            tables.computeIfAbsent(counted.table(), table -> new HashMap<>())
                    .merge(counted.period().from(), new Day(0, 0).plus(counted.found()), (day, one) -> day.plus(one.rows()));
        }
        List<Finding> notes = new ArrayList<>();
        for (Map.Entry<String, Map<LocalDate, Day>> table : tables.entrySet()) {
            Optional<Day> largest = table.getValue().values().stream().filter(day -> day.sources() > 1).max((one, other) -> Long.compare(one.rows(), other.rows()));
            if (largest.isPresent() && largest.get().rows() >= MANY_ROWS && !hasIndex(table.getKey())) {
                String name = SqlName.quoted(tenant, table.getKey());
                notes.add(Finding.note("The table " + tenant + "." + table.getKey() + " has up to " + largest.get().rows() + " rows of " + largest.get().sources()
                        + " sources on one day, and no index by source: each publication of a day of one of them reads them all. To spare that, run as its owner: "
                        + "create index on " + name + " (" + Table.SOURCE_COLUMN + ", " + Table.DAY_COLUMN + ");"));
            }
        }
        return notes;
    }

    private boolean hasIndex(String table) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(HAS_INDEX)) {
            statement.setString(1, SqlName.quoted(tenant, table));
            statement.setString(2, Table.SOURCE_COLUMN);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }
}
