package io.costflow.sql.function;

import org.apache.flink.table.functions.ScalarFunction;

/** {@code gib_hours(byte_seconds)}: hours of a GiB, which is 2^30 bytes, from seconds of a byte: what koku's columns call gigabyte hours. */
public final class GibHours extends ScalarFunction {

    private static final long serialVersionUID = 1L;
    private static final double SECONDS_PER_HOUR = 3600;
    private static final double BYTES_PER_GIB = 1L << 30;

    /** The hours, or null. */
    public Double eval(Double byteSeconds) {
        return byteSeconds == null ? null : byteSeconds / SECONDS_PER_HOUR / BYTES_PER_GIB;
    }
}
