package io.costflow.provider.cloud;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Sums numbers that are rounded to nine decimals one by one, by their shortest decimal text and half up (specification, H.1 and 6-verified). The sum is exact,
 * so it does not depend on the order. NaN is NULL: it adds nothing, and a sum of nothing is NULL.
 */
public final class RoundedSum {

    private static final int SCALE = 9;
    private static final double UNITS_OF_ONE = 1e9;

    /** Below it, and not within {@link #CLOSE} of a half, a product of doubles is known to be rounded right. */
    private static final double SMALL = 1e12;
    private static final double CLOSE = 1e-2;

    /** Billionths, as far as they fit. */
    private long units;
    /** What does not fit; null as long as everything does. */
    private BigDecimal rest;
    private boolean known;

    /** Adds a number, rounded, several times. */
    public void add(double number, long times) {
        if (Double.isNaN(number)) {
            return;
        }
        known = true;
        double scaled = number * UNITS_OF_ONE;
        double floor = Math.floor(scaled);
        double fraction = scaled - floor;
        if (Math.abs(scaled) < SMALL && Math.abs(fraction - 0.5) > CLOSE && Math.abs(times) < Integer.MAX_VALUE) {
            addUnits((long) (fraction > 0.5 ? floor + 1 : floor), times);
        } else {
            addExactly(rounded(number).multiply(BigDecimal.valueOf(times)));
        }
    }

    /** Adds a part of a number several times; the number is rounded, and then the part is. */
    public void addPart(double number, BigDecimal part, long times) {
        if (!Double.isNaN(number)) {
            known = true;
            addExactly(rounded(number).multiply(part).setScale(SCALE, RoundingMode.HALF_UP).multiply(BigDecimal.valueOf(times)));
        }
    }

    /** A number, rounded. */
    public static BigDecimal rounded(double number) {
        return new BigDecimal(NumberOutput.toString(number, true)).setScale(SCALE, RoundingMode.HALF_UP);
    }

    private void addUnits(long unitsOfOne, long times) {
        long product = unitsOfOne * times;
        long sum = units + product;
        if (Math.multiplyHigh(unitsOfOne, times) != product >> Long.SIZE - 1 || ((units ^ sum) & (product ^ sum)) < 0) {
            addExactly(BigDecimal.valueOf(unitsOfOne, SCALE).multiply(BigDecimal.valueOf(times)));
        } else {
            units = sum;
        }
    }

    private void addExactly(BigDecimal number) {
        rest = rest == null ? number : rest.add(number);
    }

    /** The sum; null for NULL. */
    public BigDecimal value() {
        if (!known) {
            return null;
        }
        BigDecimal sum = BigDecimal.valueOf(units, SCALE);
        return rest == null ? sum : sum.add(rest);
    }
}
