package io.costflow.provider.cloud;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Sums numbers that are rounded to nine decimals one by one, by their shortest decimal text and half up (specification, H.1 and 6-verified). The sum is exact,
 * so it does not depend on the order. NaN is NULL: it adds nothing, and a sum of nothing is NULL.
 */
public final class RoundedSum {

    /** How many decimals a number is rounded to. */
    public static final int SCALE = 9;

    private static final long BILLION = 1_000_000_000;

    /** Below it, and not within {@link #CLOSE} of a half, a product of doubles is known to be rounded right. */
    private static final double SMALL = 1e12;
    private static final double CLOSE = 1e-2;
    private static final long UNKNOWN = Long.MIN_VALUE;

    /** Billionths, as far as they fit. */
    private long billionths;
    /** What does not fit; null as long as everything does. */
    private BigDecimal rest;
    private boolean known;

    /** Adds a number, rounded, several times. */
    public void add(double number, long times) {
        if (Double.isNaN(number)) {
            return;
        }
        known = true;
        long rounded = quickly(number);
        if (rounded == UNKNOWN || !addTimes(rounded, times)) {
            addExactly(rounded(number), times);
        }
    }

    /**
     * Adds a part of a number several times; the number is rounded, and then the part is.
     *
     * @param part the part in billionths
     */
    public void addPart(double number, long part, long times) {
        if (Double.isNaN(number)) {
            return;
        }
        known = true;
        long rounded = quickly(number);
        if (rounded == UNKNOWN || !fits(rounded, part) || !addTimes(divided(rounded * part), times)) {
            addExactly(rounded(number).multiply(BigDecimal.valueOf(part, SCALE)).setScale(SCALE, RoundingMode.HALF_UP), times);
        }
    }

    /** A number, rounded. */
    public static BigDecimal rounded(double number) {
        return new BigDecimal(NumberOutput.toString(number, true)).setScale(SCALE, RoundingMode.HALF_UP);
    }

    /** A number, rounded, several times; NULL for NULL. */
    public static double times(double number, long times) {
        return Double.isNaN(number) ? Numbers.NULL : rounded(number).doubleValue() * times;
    }

    /** The rounded number in billionths; unknown if it is large, or so near to a half that its text decides. */
    private static long quickly(double number) {
        double scaled = number * BILLION;
        double floor = Math.floor(scaled);
        double fraction = scaled - floor;
        if (Math.abs(scaled) < SMALL && Math.abs(fraction - 0.5) > CLOSE) {
            return (long) (fraction > 0.5 ? floor + 1 : floor);
        }
        return UNKNOWN;
    }

    /** Divides by a billion, half up. */
    private static long divided(long product) {
        long quotient = product / BILLION;
        long remainder = product % BILLION;
        return 2 * Math.abs(remainder) < BILLION ? quotient : quotient + Long.signum(remainder);
    }

    private static boolean fits(long factor, long other) {
        return Math.multiplyHigh(factor, other) == factor * other >> Long.SIZE - 1;
    }

    private boolean addTimes(long number, long times) {
        long product = number * times;
        long sum = billionths + product;
        if (!fits(number, times) || ((billionths ^ sum) & (product ^ sum)) < 0) {
            return false;
        }
        billionths = sum;
        return true;
    }

    private void addExactly(BigDecimal number, long times) {
        BigDecimal product = number.multiply(BigDecimal.valueOf(times));
        rest = rest == null ? product : rest.add(product);
    }

    /** The sum; null for NULL. */
    public BigDecimal value() {
        if (!known) {
            return null;
        }
        BigDecimal sum = BigDecimal.valueOf(billionths, SCALE);
        return rest == null ? sum : sum.add(rest);
    }
}
