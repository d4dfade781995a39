package io.costflow.provider.cloud;

import io.costflow.day.HeldBack;
import io.costflow.publish.Column;
import java.util.function.Function;

/**
 * How a cloud's summary tables name the columns that those of every cloud have.
 *
 * @param account the column of the account
 * @param accountName the column that goes with it; null if there is none
 * @param usage the column of the used amount
 * @param unit the column of its unit
 * @param currency the column of the currency
 * @param missingCurrency why a row of a table without a currency cannot be published; null if it can
 * @param costs the columns of the costs, each followed by that of its markup, or by null where none is shown
 */
public record CostColumns(
        String account,
        Column<CostSummaryTable.Row> accountName,
        String usage,
        String unit,
        String currency,
        Function<String, HeldBack> missingCurrency,
        String... costs) {

    /** How many costs a line item has. */
    public int measures() {
        return costs.length / 2;
    }
}
