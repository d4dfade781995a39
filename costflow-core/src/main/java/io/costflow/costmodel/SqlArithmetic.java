package io.costflow.costmodel;

import com.fasterxml.jackson.core.io.NumberOutput;
import io.costflow.provider.JsonScalars;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Arithmetic as Trino has it: decimals keep a number of places, and doubles are written in their shortest text. */
final class SqlArithmetic {

    /** Places of rates of machines and projects, and of costs. */
    static final int COST_SCALE = 15;
    /** Places of rates of GPUs. */
    static final int GPU_SCALE = 9;

    private SqlArithmetic() {}

    /** The double as a decimal with the places of a cost. */
    static BigDecimal cost(Double value) {
        return value == null || value.isNaN() || value.isInfinite() ? null : shortest(value).setScale(COST_SCALE, RoundingMode.HALF_UP);
    }

    static BigDecimal cost(BigDecimal value) {
        return value == null ? null : value.setScale(COST_SCALE, RoundingMode.HALF_UP);
    }

    static BigDecimal decimal(BigDecimal value, int scale) {
        return value == null ? null : value.setScale(scale, RoundingMode.HALF_UP);
    }

    /** A quotient of decimals; NULL if one of them is. Trino fails on a divisor of 0; here it is NULL. */
    static BigDecimal divide(BigDecimal value, BigDecimal divisor, int scale) {
        return value == null || divisor == null || divisor.signum() == 0 ? null : value.divide(divisor, scale, RoundingMode.HALF_UP);
    }

    /** A decimal with the digits of the double's shortest text. */
    static BigDecimal shortest(double value) {
        return new BigDecimal(NumberOutput.toString(value, true));
    }

    /** The text of a double that is cast to text; NULL for NULL. */
    static String text(Double value) {
        return value == null ? null : JsonScalars.text(value);
    }

    /** The text of a double that is cast to an integer, half up. */
    static String integerText(Double value) {
        return value == null ? null : String.valueOf(Math.round(value));
    }
}
