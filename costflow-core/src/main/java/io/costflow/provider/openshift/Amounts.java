package io.costflow.provider.openshift;

import io.costflow.lineitem.GroupTable;

/** Sums and maxima that can be NULL, side by side: NULL until a value was added, as in SQL. */
final class Amounts {

    private final double[] values;
    private final boolean[] present;

    Amounts(int count) {
        values = new double[count];
        present = new boolean[count];
    }

    void add(int index, double value) {
        values[index] = present[index] ? values[index] + value : value;
        present[index] = true;
    }

    void max(int index, double value) {
        values[index] = present[index] ? Math.max(values[index], value) : value;
        present[index] = true;
    }

    /**
     * Adds a group's measures: the first ones as sums, each counted several times, the rest as maxima.
     *
     * @param sums how many measures are sums
     * @param numbers how many measures are numbers, sums included
     * @param times how many rows the joins made of each line item
     */
    void combine(GroupTable table, int group, int sums, int numbers, int times) {
        for (int measure = 0; measure < numbers; measure++) {
            if (!table.isNull(measure, group)) {
                double value = table.number(measure, group);
                if (measure < sums) {
                    add(measure, value * times);
                } else {
                    max(measure, value);
                }
            }
        }
    }

    /** The value, or null. */
    Double get(int index) {
        return present[index] ? (Double) values[index] : null;
    }
}
