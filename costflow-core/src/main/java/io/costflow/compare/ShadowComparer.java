package io.costflow.compare;

import io.costflow.database.SqlName;
import io.costflow.day.OutputPeriod;
import io.costflow.provider.Provider;
import io.costflow.provider.Providers;
import io.costflow.publish.ComparisonTable;
import io.costflow.publish.ComparisonTable.Compared;
import io.costflow.publish.DayMark;
import io.costflow.publish.Shadow;
import io.costflow.publish.StagedRows;
import io.costflow.publish.Table;
import io.costflow.publish.TableVersions;
import io.costflow.publish.TableVersions.Version;
import io.costflow.reference.ReferenceReader;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Compares computed rows with those that another program has written, and records the result in {@code costflow_comparison}. What was compared is not compared
 * again, as long as neither side has changed.
 */
public final class ShadowComparer implements Shadow {

    private static final long serialVersionUID = 1L;

    /** By how much numbers may differ: as in {@code costflow compare}. */
    private static final double TOLERANCE = 1e-9;

    @Override
    public void take(Connection connection, DayMark mark, List<Table<?>> tables, StagedRows rows) throws SQLException, IOException {
        begin(connection);
        Map<Table<?>, Compared> changed = new LinkedHashMap<>();
        for (Table<?> table : tables.stream().filter(table -> !table.own()).toList()) {
            Compared compared = new Compared(mark.content().checksum(), version(connection, mark.period(), table).text());
            if (!ComparisonTable.last(connection, mark.period(), table.name()).filter(compared::equals).isPresent()) {
                changed.put(table, compared);
            }
        }
        if (changed.isEmpty()) {
            connection.rollback();
            return;
        }
        boolean summarised = isSummarised(connection, mark);
        for (Map.Entry<Table<?>, Compared> entry : changed.entrySet()) {
            TableComparison comparison = new TableComparer(connection, new TablesOfDatabase(), TOLERANCE).compare(mark.period(), mark.revision(), entry.getKey(), rows);
            ComparisonTable.record(connection, row(comparison, summarised), mark.revision(), entry.getValue());
        }
        connection.commit();
    }

    /** All questions see the tables of one instant: koku deletes and inserts rows in transactions of their own. */
    private static void begin(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set transaction isolation level repeatable read");
            statement.execute("set local jit = off"); // compiling a statement with this many columns takes longer than running it
        }
    }

    private static Version version(Connection connection, OutputPeriod period, Table<?> table) throws SQLException {
        return new TableVersions(connection, period.tenant()).read(table, Set.of(period.source()), period.from(), period.to()).values().stream()
                .reduce(Version.EMPTY, Version::and);
    }

    private static ComparisonTable.Row row(TableComparison comparison, boolean summarised) {
        String explained = comparison.explanations().stream().map(Explanation::text).collect(Collectors.joining(", "));
        String reason = summarised || comparison.agrees() ? explained : ComparisonTable.NOT_SUMMARISED;
        return new ComparisonTable.Row(comparison.period(), comparison.table(), comparison.equal() + comparison.withinTolerance(), comparison.missing(),
                comparison.surplus(), comparison.different(), comparison.moneyTheirs(), comparison.moneyOurs(), reason.isEmpty() ? null : reason);
    }

    /** Whether koku has summarised the month since the newest file of the period came. Where koku does not say when that was, it has. */
    private static boolean isSummarised(Connection connection, DayMark mark) throws SQLException {
        OutputPeriod period = mark.period();
        Provider provider = Providers.all().stream()
                .filter(one -> one.outputs().stream().anyMatch(output -> output.id().equals(period.output()))).findFirst().orElseThrow();
        boolean cloud = provider.billTable() != null;
        String query = "select max(summary_data_updated_datetime) from "
                + SqlName.quoted(period.tenant(), cloud ? provider.billTable() : ReferenceReader.REPORT_PERIODS) + " where provider_id = ?::uuid and "
                + SqlName.quoted(cloud ? ReferenceReader.BILLING_PERIOD_START : ReferenceReader.REPORT_PERIOD_START) + " between ? and ?";
        int neighbours = provider.folders().neighbours();
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, period.source());
            statement.setObject(2, period.from().withDayOfMonth(1).minusMonths(neighbours).atStartOfDay().atOffset(ZoneOffset.UTC));
            statement.setObject(3, period.from().withDayOfMonth(1).plusMonths(neighbours).atStartOfDay().atOffset(ZoneOffset.UTC));
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                OffsetDateTime summarised = row.getObject(1, OffsetDateTime.class);
                return summarised == null || !summarised.toInstant().isBefore(Instant.ofEpochMilli(mark.basis().newestFile()));
            }
        }
    }
}
