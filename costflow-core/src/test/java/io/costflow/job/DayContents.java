package io.costflow.job;

import io.costflow.provider.aws.AwsBilling;
import io.costflow.day.SourceDay;
import io.costflow.provider.openshift.UsageTable;
import io.costflow.publish.PublishedTable;
import io.costflow.publish.StatusTable;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the tables hold of a day.
 *
 * @param revision its published revision; 0 if it was never published
 * @param pending why a newer revision is held back, or null
 * @param rows for every table with rows of the day their number and a digest of them
 */
record DayContents(long revision, String pending, List<String> rows) {

    /** Nothing is known of the day. */
    static final DayContents NONE = new DayContents(0, null, List.of());

    /** All columns of the rows. */
    static final String VALUES = "t::text";

    /** All columns of the rows, and the transaction that wrote them. */
    static final String VERSIONS = "t::text || xmin";

    private static final String ROWS =
            "select source_uuid::text, usage_start, '%2$s ' || count(*) || ' ' || md5(string_agg(%3$s, '' order by t::text)) from %1$s.%2$s t group by 1, 2";

    /** The same, held back or not. */
    DayContents published() {
        return new DayContents(revision, null, rows);
    }

    /** The ten tables that days are published to. */
    static List<PublishedTable> tables() {
        List<PublishedTable> tables = new ArrayList<>(List.of(UsageTable.TABLE));
        tables.addAll(new AwsBilling().tables());
        return tables;
    }

    /**
     * Every day of a tenant that has rows or a status.
     *
     * @param of what of the rows is looked at
     */
    static Map<SourceDay, DayContents> read(Connection connection, String tenant, String of) throws SQLException {
        Map<SourceDay, List<String>> rows = new TreeMap<>(Comparator.comparing(SourceDay::toString));
        Map<SourceDay, DayContents> days = new TreeMap<>(Comparator.comparing(SourceDay::toString));
        String all = tables().stream().map(table -> ROWS.formatted(tenant, table.name(), of)).collect(Collectors.joining(" union all ")) + " order by 3";
        try (Statement statement = connection.createStatement()) {
            if (!exists(statement, tenant)) {
                return days;
            }
            try (ResultSet found = statement.executeQuery(all)) {
                while (found.next()) {
                    rows.computeIfAbsent(day(tenant, found), d -> new ArrayList<>()).add(found.getString(3));
                }
            }
            rows.forEach((day, lines) -> days.put(day, new DayContents(0, null, lines)));
            try (ResultSet found = statement.executeQuery(
                    "select source_uuid::text, usage_start, published_revision, pending_reason from " + tenant + "." + StatusTable.NAME)) {
                while (found.next()) {
                    SourceDay day = day(tenant, found);
                    days.put(day, new DayContents(found.getLong(3), found.getString(4), rows.getOrDefault(day, List.of())));
                }
            }
        }
        return days;
    }

    private static boolean exists(Statement statement, String tenant) throws SQLException {
        try (ResultSet found = statement.executeQuery("select to_regclass('" + tenant + "." + StatusTable.NAME + "') is not null")) {
            found.next();
            return found.getBoolean(1);
        }
    }

    private static SourceDay day(String tenant, ResultSet row) throws SQLException {
        return SourceDay.of(tenant, row.getString(1), row.getObject(2, LocalDate.class));
    }
}
