package io.costflow.doctor;

import io.costflow.provider.Output;
import io.costflow.provider.Providers;
import io.costflow.publish.RowCounts;
import io.costflow.publish.RowCounts.Counted;
import io.costflow.publish.StatusTable;
import io.costflow.publish.Table;
import io.costflow.settings.DayRange;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;

/** Whether the tables hold as many rows of published days as were written, and whether these can be found by their source where they are many. */
final class RowsCheck {

    private final Connection connection;
    private final DayRange window;

    RowsCheck(Connection connection, DayRange window) {
        this.connection = connection;
        this.window = window;
    }

    /** One finding for each output of the tenant with days of which rows are missing or too many, or that there is none; and one for each table without an index. */
    List<Finding> check(String tenant) throws SQLException {
        if (!StatusTable.countsRows(connection, tenant)) {
            return List.of();
        }
        List<Finding> findings = new ArrayList<>();
        List<Counted> all = new ArrayList<>();
        int days = 0;
        for (Output output : Providers.outputs()) {
            List<Counted> counts = counts(tenant, output);
            all.addAll(counts);
            days += (int) counts.stream().map(Counted::period).distinct().count();
            List<Counted> differing = RowCounts.differing(counts);
            if (!differing.isEmpty()) {
                Counted first = differing.get(0);
                findings.add(Finding.note("Of " + SourceCheck.count(differing.size(), "published day") + " of " + output.id() + " in " + tenant
                        + " the tables hold another number of rows than was written, first of " + first.period() + ": another program has deleted or added some."
                        + " A run puts them right; if it happens again, see what docs/operations.md says of koku's tasks."));
            }
        }
        if (findings.isEmpty() && days > 0) {
            findings.add(Finding.ok(tenant + ": the tables hold the rows of all " + SourceCheck.count(days, "published day") + " of the window."));
        }
        findings.addAll(new SourceIndexCheck(connection, tenant).check(all));
        return findings;
    }

    private List<Counted> counts(String tenant, Output output) throws SQLException {
        RowCounts rows = new RowCounts(connection, tenant);
        List<YearMonth> published = rows.months(output.id());
        List<Counted> counts = new ArrayList<>();
        for (YearMonth month : window.months()) {
            if (published.contains(month)) {
                for (Table<?> table : output.tables()) {
                    counts.addAll(rows.count(output.id(), table, month));
                }
            }
        }
        counts.removeIf(counted -> !counted.period().overlaps(window.from(), window.to()));
        return counts;
    }
}
