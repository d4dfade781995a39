package io.costflow.cli;

import io.costflow.compare.Explanation;
import io.costflow.compare.RowDifference;
import io.costflow.compare.TableComparison;
import java.util.List;
import java.util.Map;

/**
 * A comparison for programs.
 *
 * @param status the exit status
 * @param problems what kept the comparison from working; null if it has worked to its end
 * @param equal rows that are equal, of all tables
 * @param withinTolerance rows whose numbers differ by no more than the tolerance
 * @param differing rows that are missing, surplus or different
 * @param heldBack the days that could not be computed, and why
 * @param tables what was compared, by tenant, source, day and table
 */
record ComparisonDocument(
        int status, List<String> problems, Long equal, Long withinTolerance, Long differing, List<RunDocument.Held> heldBack, List<Compared> tables) {

    record Compared(
            String tenant, String source, String output, String from, String to, String table, long equal, long withinTolerance, long missing, long surplus,
            long different, Map<String, Long> columns, Double moneyOurs, Double moneyTheirs, List<String> explanations, List<RowDifference> top) {

        static Compared of(TableComparison comparison) {
            return new Compared(
                    comparison.period().tenant(), comparison.period().source(), comparison.period().output(), comparison.period().from().toString(),
                    comparison.period().to().toString(), comparison.table(), comparison.equal(), comparison.withinTolerance(), comparison.missing(),
                    comparison.surplus(), comparison.different(), comparison.columns(), comparison.moneyOurs(), comparison.moneyTheirs(),
                    comparison.explanations().stream().map(Explanation::sentence).toList(), comparison.top());
        }
    }

    static ComparisonDocument ofProblems(int status, List<String> problems) {
        return new ComparisonDocument(status, problems, null, null, null, null, null);
    }

    static ComparisonDocument of(int status, List<TableComparison> comparisons, List<RunDocument.Held> heldBack) {
        return new ComparisonDocument(
                status, null, comparisons.stream().mapToLong(TableComparison::equal).sum(),
                comparisons.stream().mapToLong(TableComparison::withinTolerance).sum(), comparisons.stream().mapToLong(TableComparison::differing).sum(), heldBack,
                comparisons.stream().map(Compared::of).toList());
    }
}
