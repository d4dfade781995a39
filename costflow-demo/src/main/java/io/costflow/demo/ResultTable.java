package io.costflow.demo;

import io.costflow.testbed.KokuDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Locale;

/** The summary by day and namespace as a table to read. */
final class ResultTable {
    private static final String SUMMARY = """
            SELECT usage_start,
                   coalesce(namespace, '(none)'),
                   coalesce(sum(pod_usage_cpu_core_hours), 0),
                   coalesce(sum(pod_usage_memory_gigabyte_hours), 0),
                   coalesce(sum(volume_request_storage_gigabyte_months), 0),
                   count(*)
            FROM %s.reporting_ocpusagelineitem_daily_summary
            WHERE usage_start BETWEEN ? AND ?
            GROUP BY 1, 2
            ORDER BY 1, 2
            """;
    private static final String LINE = "%-10s  %-26s %14s %14s %18s %8s%n";

    private ResultTable() {}

    /** The days from the first to the last, all clusters of the tenant together. */
    static String of(KokuDatabase database, String tenant, LocalDate from, LocalDate to) throws SQLException {
        StringBuilder table = new StringBuilder();
        table.append(LINE.formatted("day", "namespace", "CPU core-hours", "memory GiB-h", "storage GiB-months", "rows"));
        try (Connection connection = database.connect(); PreparedStatement query = connection.prepareStatement(SUMMARY.formatted(tenant))) {
            query.setObject(1, from);
            query.setObject(2, to);
            try (ResultSet rows = query.executeQuery()) {
                String shown = "";
                while (rows.next()) {
                    String day = rows.getString(1);
                    table.append(LINE.formatted(
                            day.equals(shown) ? "" : day,
                            rows.getString(2),
                            number(rows.getDouble(3)),
                            number(rows.getDouble(4)),
                            number(rows.getDouble(5)),
                            rows.getLong(6)));
                    shown = day;
                }
            }
        }
        return table.toString();
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%,.1f", value);
    }
}
