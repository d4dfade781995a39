package io.costflow.provider.openshift;

/** Conversions of units; NULL stays NULL. The order of the operations is the incumbent's, so that the last bit agrees. */
final class Quantity {

    private static final double SECONDS_PER_HOUR = 3600.0;
    private static final double SECONDS_PER_DAY = 86400.0;
    private static final double GIBIBYTES_PER_BYTE = 0x1p-30;

    private Quantity() {}

    /** Core-seconds to core-hours. */
    static Double hours(Double seconds) {
        return seconds == null ? null : (Double) (seconds / SECONDS_PER_HOUR);
    }

    /** Bytes to GiB. */
    static Double gibibytes(Double bytes) {
        return bytes == null ? null : (Double) (bytes * GIBIBYTES_PER_BYTE);
    }

    /** Byte-seconds to GiB-hours. */
    static Double gibibyteHours(Double byteSeconds) {
        return gibibytes(hours(byteSeconds));
    }

    /** Byte-seconds to GiB-months, where a month has that many days. */
    static Double gibibyteMonths(Double byteSeconds, int daysInMonth) {
        return byteSeconds == null ? null : gibibytes(byteSeconds / (SECONDS_PER_DAY * daysInMonth));
    }

    /** The quotient; NULL when either is NULL. */
    static Double divided(Double value, Integer divisor) {
        return value == null || divisor == null ? null : (Double) (value / divisor);
    }

    /** The difference; NULL when either is NULL. */
    static Double difference(Double minuend, Double subtrahend) {
        return minuend == null || subtrahend == null ? null : (Double) (minuend - subtrahend);
    }

    /** The sum, where NULL adds nothing; NULL when both are. */
    static Double sum(Double a, Double b) {
        return a == null ? b : b == null ? a : (Double) (a + b);
    }

    /** The larger one, where NULL is no value; NULL when both are. */
    static Double larger(Double a, Double b) {
        return a == null ? b : b == null ? a : (Double) Math.max(a, b);
    }
}
