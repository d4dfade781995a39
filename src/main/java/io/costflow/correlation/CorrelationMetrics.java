package io.costflow.correlation;

/** The names of this package's metrics. */
public final class CorrelationMetrics {

    /** Counter: cloud days that were computed. */
    public static final String DAYS_CORRELATED = "daysCorrelated";

    /** Counter: milliseconds that were spent on computing them. */
    public static final String CORRELATE_MILLIS = "correlateMillis";

    /** Counter: line items that belong to a cluster by their resource and that nobody is charged for; equal ones of a day count as one. */
    public static final String ITEMS_WITHOUT_SHARE = "itemsWithoutShare";

    /** Gauge: what they cost, unblended. */
    public static final String COST_WITHOUT_SHARE = "costWithoutShare";

    /** Counter: cloud days whose bill has several currencies. */
    public static final String DAYS_OF_MIXED_CURRENCIES = "daysOfMixedCurrencies";

    private CorrelationMetrics() {}
}
