package io.costflow.provider.aws;

import static io.costflow.publish.Column.number;

import io.costflow.provider.cloud.AttributedCost;
import io.costflow.provider.cloud.Numbers;
import io.costflow.publish.Column;
import java.util.List;

/** Sums of costs, each with its markup, and of usage. NULL is left out; a sum of nothing is NULL. */
final class CostTotals {

    private final double[] costs = {Numbers.NULL, Numbers.NULL, Numbers.NULL, Numbers.NULL};
    private final double[] markups = {Numbers.NULL, Numbers.NULL, Numbers.NULL, Numbers.NULL};
    private double usage = Numbers.NULL;

    /** The columns of all costs, each followed by its markup. */
    static <R> List<Column<R>> columns(Column.Value<R, CostTotals> totals) {
        return List.of(
                number("unblended_cost", row -> totals.apply(row).cost(AwsBill.UNBLENDED)),
                Column.<R>markup("markup_cost", row -> totals.apply(row).markup(AwsBill.UNBLENDED)),
                number("blended_cost", row -> totals.apply(row).cost(AwsBill.BLENDED)),
                Column.<R>markup("markup_cost_blended", row -> totals.apply(row).markup(AwsBill.BLENDED)),
                number("savingsplan_effective_cost", row -> totals.apply(row).cost(AwsBill.SAVINGS_PLAN)),
                Column.<R>markup("markup_cost_savingsplan", row -> totals.apply(row).markup(AwsBill.SAVINGS_PLAN)),
                number("calculated_amortized_cost", row -> totals.apply(row).cost(AwsBill.AMORTIZED)),
                Column.<R>markup("markup_cost_amortized", row -> totals.apply(row).markup(AwsBill.AMORTIZED)));
    }

    void add(AttributedCost share, double markup) {
        for (int measure = 0; measure < costs.length; measure++) {
            costs[measure] = Numbers.sum(costs[measure], share.costs()[measure]);
            markups[measure] = Numbers.sum(markups[measure], share.costs()[measure] * markup);
        }
        usage = Numbers.sum(usage, share.usage());
    }

    /** The used amount. */
    Double usage() {
        return Numbers.orNull(usage);
    }

    private Double cost(int measure) {
        return Numbers.orNull(costs[measure]);
    }

    private Double markup(int measure) {
        return Numbers.orNull(markups[measure]);
    }
}
