package io.costflow.reference;

/** The names of this package's metrics. */
public final class ReferenceMetrics {

    /** Gauge: milliseconds since koku's reference tables were last read successfully; before that, since the start. */
    public static final String REFERENCE_AGE_MILLIS = "referenceAgeMillis";

    /** Counter: reads of the reference tables that failed. */
    public static final String REFERENCE_READS_FAILED = "referenceReadsFailed";

    private ReferenceMetrics() {}
}
