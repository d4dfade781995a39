package io.costflow.compare;

import io.costflow.publish.ComparisonTable;
import io.costflow.settings.DayRange;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** What mode shadow has recorded, in the form of a comparison that was made now: the rows themselves are not kept. */
public final class RecordedComparisons {

    private static final Comparator<TableComparison> ORDER = Comparator.comparing((TableComparison comparison) -> comparison.period().tenant())
            .thenComparing(comparison -> comparison.period().source()).thenComparing(comparison -> comparison.period().from()).thenComparing(TableComparison::table);

    private RecordedComparisons() {}

    /**
     * The newest comparison of each period and table in a window, by tenant, source, day and table.
     *
     * @param source the UUID of the only source to read, or null
     */
    public static List<TableComparison> read(Connection connection, Collection<String> tenants, DayRange window, String source) throws SQLException {
        List<TableComparison> comparisons = new ArrayList<>();
        for (String tenant : tenants) {
            for (ComparisonTable.Row row : ComparisonTable.read(connection, tenant, window.from(), window.to()).keySet()) {
                if (source == null || source.equals(row.period().source())) {
                    comparisons.add(new TableComparison(
                            row.period(), 0, row.table(), row.equal(), 0, row.missing(), row.surplus(), row.different(), Map.of(), row.moneyOurs(), row.moneyTheirs(),
                            List.of(), Explanation.ofTexts(row.explainedBy())));
                }
            }
        }
        comparisons.sort(ORDER);
        return comparisons;
    }
}
