package io.costflow.provider.aws;

import io.costflow.provider.cloud.AttributedCost;
import io.costflow.provider.cloud.Numbers;
import io.costflow.publish.CopyText;

/** Sums of costs, each with its markup, and of usage. NULL is left out; a sum of nothing is NULL. */
final class CostTotals {

    private final double[] costs = {Numbers.NULL, Numbers.NULL, Numbers.NULL, Numbers.NULL};
    private final double[] markups = {Numbers.NULL, Numbers.NULL, Numbers.NULL, Numbers.NULL};
    private double usage = Numbers.NULL;

    void add(AttributedCost share, double markup) {
        for (int measure = 0; measure < costs.length; measure++) {
            costs[measure] = Numbers.sum(costs[measure], share.costs()[measure]);
            markups[measure] = Numbers.sum(markups[measure], share.costs()[measure] * markup);
        }
        usage = Numbers.sum(usage, share.usage());
    }

    /** The used amount. */
    Double usage() {
        return orNull(usage);
    }

    /** Every cost, each followed by its markup. */
    void write(CopyText text) {
        for (int measure = 0; measure < costs.length; measure++) {
            text.number(orNull(costs[measure])).number(orNull(markups[measure]));
        }
    }

    static Double orNull(double number) {
        return Double.isNaN(number) ? null : (Double) number;
    }
}
