package io.costflow.openshift;

/** The names of this package's metrics. */
public final class OpenShiftMetrics {

    /** Counter: days that were computed. */
    public static final String DAYS_COMPUTED = "daysComputed";

    /** Counter: milliseconds that were spent on computing them. */
    public static final String COMPUTE_MILLIS = "computeMillis";

    private OpenShiftMetrics() {}
}
