package io.costflow.demo.live;

/**
 * The sums of the summary tables over all days.
 *
 * @param coreHours CPU that pods used, in core-hours
 * @param cost what was attributed to clusters of AWS's bill, amortised, in USD
 * @param rows the rows of both tables
 */
record Totals(double coreHours, double cost, long rows) {

    static final Totals NONE = new Totals(0, 0, 0);
}
