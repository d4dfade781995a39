package io.costflow.compare;

import io.costflow.day.OutputPeriod;
import java.util.List;
import java.util.Map;

/**
 * How the rows of a period that are computed compare with those that a table holds, as multisets.
 *
 * @param period what was compared
 * @param revision the revision of what was computed
 * @param table the table
 * @param equal rows that are equal
 * @param withinTolerance rows whose numbers differ by no more than the tolerance
 * @param missing rows that the table lacks
 * @param surplus rows that the table has and that are not computed
 * @param different rows that have other values in the table
 * @param columns how many rows differ in a column, by its name
 * @param moneyOurs the sum of the cost that is computed, or null if the table has none
 * @param moneyTheirs the sum of the cost in the table, or null
 * @param top the rows that differ most
 * @param explanations what is known to make such differences
 */
public record TableComparison(
        OutputPeriod period, long revision, String table, long equal, long withinTolerance, long missing, long surplus, long different,
        Map<String, Long> columns, Double moneyOurs, Double moneyTheirs, List<RowDifference> top, List<Explanation> explanations) {

    /** Whether no row differs by more than the tolerance. */
    public boolean agrees() {
        return missing == 0 && surplus == 0 && different == 0;
    }

    /** How many rows differ, are missing or surplus. */
    public long differing() {
        return missing + surplus + different;
    }
}
