package io.costflow.provider.cloud;

/** Numbers of which NaN is NULL. Arithmetic with NULL gives NULL by itself; sums and maxima leave NULL out. */
public final class Numbers {

    public static final double NULL = Double.NaN;

    private Numbers() {}

    /** The sum, where NULL adds nothing; NULL when both are. */
    public static double sum(double a, double b) {
        return Double.isNaN(a) ? b : Double.isNaN(b) ? a : a + b;
    }

    /** The sum, where NULL adds nothing; NULL when both are. */
    static double sumOf(double a, Double b) {
        return b == null ? a : sum(a, b.doubleValue());
    }

    /** The larger one, where NULL is no value; NULL when both are. */
    public static double larger(double a, double b) {
        return Double.isNaN(a) ? b : Double.isNaN(b) ? a : Math.max(a, b);
    }

    /** The larger one, where NULL is no value; NULL when both are. */
    static double largerOf(double a, Double b) {
        return b == null ? a : larger(a, b.doubleValue());
    }

    /** The larger one, where null is no value; null when both are. */
    public static Integer larger(Integer a, Integer b) {
        return a == null ? b : b == null ? a : (Integer) Math.max(a, b);
    }

    /** Whether any value is not NULL. */
    static boolean isAnyKnown(double[] values) {
        for (double value : values) {
            if (!Double.isNaN(value)) {
                return true;
            }
        }
        return false;
    }

    /** Every value times the factor. */
    static double[] scaled(double[] values, double factor) {
        double[] scaled = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            scaled[i] = values[i] * factor;
        }
        return scaled;
    }
}
