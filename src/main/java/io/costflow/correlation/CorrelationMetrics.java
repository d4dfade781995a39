package io.costflow.correlation;

/** The names of this package's metrics. */
public final class CorrelationMetrics {

    /** Counter: cloud days that were computed. */
    public static final String DAYS_CORRELATED = "daysCorrelated";

    /** Counter: milliseconds that were spent on computing them. */
    public static final String CORRELATE_MILLIS = "correlateMillis";

    private CorrelationMetrics() {}
}
