package io.costflow.provider.cloud;

import static io.costflow.publish.Column.number;

import io.costflow.publish.Column;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Sums of costs, each with its markup, and of usage. NULL is left out; a sum of nothing is NULL. */
public final class CostTotals {

    private final double[] costs;
    private final double[] markups;
    private double usage = Numbers.NULL;
    private double dataIn = Numbers.NULL;
    private double dataOut = Numbers.NULL;

    /** @param measures how many costs the provider has */
    public CostTotals(int measures) {
        costs = new double[measures];
        markups = new double[measures];
        Arrays.fill(costs, Numbers.NULL);
        Arrays.fill(markups, Numbers.NULL);
    }

    /**
     * The columns of all costs, each followed by its markup.
     *
     * @param names those of the columns, in this order; null in place of a markup that is not shown
     */
    public static <R> List<Column<R>> columns(Column.Value<R, CostTotals> totals, String... names) {
        List<Column<R>> columns = new ArrayList<>();
        for (int column = 0; column < names.length; column += 2) {
            int measure = column / 2;
            columns.add(number(names[column], row -> Numbers.orNull(totals.apply(row).costs[measure])));
            if (names[column + 1] != null) {
                columns.add(Column.markup(names[column + 1], row -> Numbers.orNull(totals.apply(row).markups[measure])));
            }
        }
        return columns;
    }

    /** Adds a share whose unit, if it is data that was transferred, is the gigabyte. */
    public void add(AttributedCost share, double markup) {
        add(share, markup, 1);
    }

    /** @param gigabytes how many a unit of the share has, if it is data that was transferred */
    public void add(AttributedCost share, double markup, double gigabytes) {
        for (int measure = 0; measure < costs.length; measure++) {
            costs[measure] = Numbers.sum(costs[measure], share.costs()[measure]);
            markups[measure] = Numbers.sum(markups[measure], share.costs()[measure] * markup);
        }
        usage = Numbers.sum(usage, share.usage());
        dataIn = Numbers.sum(dataIn, share.direction() == Direction.IN ? share.usage() * gigabytes : 0);
        dataOut = Numbers.sum(dataOut, share.direction() == Direction.OUT ? share.usage() * gigabytes : 0);
    }

    /** The used amount. */
    public Double usage() {
        return Numbers.orNull(usage);
    }

    /** The used amount of data that came in. */
    public Double dataIn() {
        return Numbers.orNull(dataIn);
    }

    /** The used amount of data that went out. */
    public Double dataOut() {
        return Numbers.orNull(dataOut);
    }
}
