package io.costflow.assembly;

/** The names of this package's metrics. */
public final class AssemblyMetrics {

    /** Counter: days of which all was there and that were passed on for a new plan. */
    public static final String DAYS_ASSEMBLED = "daysAssembled";

    /** Counter: days that were passed on again for the same plan since reference data changed; no file was read for them. */
    public static final String DAYS_ASSEMBLED_AGAIN = "daysAssembledAgain";

    /** Counter: days that were forgotten because they left the window. */
    public static final String DAYS_FORGOTTEN = "daysForgotten";

    private AssemblyMetrics() {}
}
