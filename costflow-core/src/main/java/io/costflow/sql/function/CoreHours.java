package io.costflow.sql.function;

import org.apache.flink.table.functions.ScalarFunction;

/** {@code core_hours(core_seconds)}: hours of a CPU core from seconds of one. */
public final class CoreHours extends ScalarFunction {

    private static final long serialVersionUID = 1L;
    private static final double SECONDS_PER_HOUR = 3600;

    /** The hours, or null. */
    public Double eval(Double coreSeconds) {
        return coreSeconds == null ? null : coreSeconds / SECONDS_PER_HOUR;
    }
}
