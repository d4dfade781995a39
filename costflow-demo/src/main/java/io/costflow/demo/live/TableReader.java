package io.costflow.demo.live;

import io.costflow.day.SourceDay;
import io.costflow.testbed.KokuDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;

/** Looks at a tenant's tables as any user of the database may, each time at one consistent snapshot of them. */
final class TableReader implements AutoCloseable {
    private static final String HAS_STATUS = "SELECT to_regclass('%s.costflow_day') IS NOT NULL";
    private static final String STATUS = """
            SELECT source_uuid, usage_start, coalesce(published_revision, 0), published_at, rows_written, rows_deleted, rows_kept, pending_reason, pending_file
            FROM %s.costflow_day
            """;
    private static final String TOTALS = """
            SELECT coalesce(openshift.core_hours, 0), coalesce(aws.cost, 0), openshift.rows + aws.rows
            FROM (SELECT sum(pod_usage_cpu_core_hours) FILTER (WHERE namespace NOT LIKE '%% unallocated') AS core_hours, count(*) AS rows
                  FROM %1$s.reporting_ocpusagelineitem_daily_summary) openshift,
                 (SELECT sum(calculated_amortized_cost) AS cost, count(*) AS rows FROM %1$s.reporting_ocpawscostlineitem_project_daily_summary_p) aws
            """;

    private final Connection connection;
    private final String tenant;
    private Tables last = Tables.EMPTY;

    TableReader(KokuDatabase database, String tenant) throws SQLException {
        this.connection = database.connect();
        this.tenant = tenant;
        connection.setAutoCommit(false);
        connection.setReadOnly(true);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    }

    /** What the tables hold now. */
    Tables read() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (hasStatus(statement)) {
                Map<SourceDay, DayState> days = days(statement);
                if (!days.equals(last.days())) { // the sums cannot have changed otherwise
                    last = new Tables(days, totals(statement));
                }
            }
        }
        connection.commit();
        return last;
    }

    private boolean hasStatus(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery(HAS_STATUS.formatted(tenant))) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private Map<SourceDay, DayState> days(Statement statement) throws SQLException {
        Map<SourceDay, DayState> days = new HashMap<>();
        try (ResultSet row = statement.executeQuery(STATUS.formatted(tenant))) {
            while (row.next()) {
                OffsetDateTime at = row.getObject(4, OffsetDateTime.class);
                DayState state = new DayState(
                        row.getLong(3), at == null ? null : at.toInstant(), row.getLong(5), row.getLong(6), row.getLong(7), row.getString(8), row.getString(9));
                days.put(SourceDay.of(tenant, row.getString(1), row.getObject(2, LocalDate.class)), state);
            }
        }
        return days;
    }

    private Totals totals(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery(TOTALS.formatted(tenant))) {
            row.next();
            return new Totals(row.getDouble(1), row.getDouble(2), row.getLong(3));
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
