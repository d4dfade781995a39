package io.costflow.provider;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.io.NumberOutput;
import java.io.IOException;
import java.math.BigDecimal;

/** Turns scalars of JSON into the texts that Trino has for them. Numbers with a point or an exponent are doubles; all others keep their digits. */
public final class JsonScalars {

    private JsonScalars() {}

    /** Returns the text that a cast to a map of texts gives the scalar at which a parser stands; null for null. */
    public static String cast(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_NULL -> null;
            case VALUE_NUMBER_FLOAT -> text(parser.getDoubleValue());
            default -> parser.getText();
        };
    }

    /** Returns the text that {@code json_extract_scalar} gives the scalar at which a parser stands, of JSON that was parsed before; null for null. */
    public static String extracted(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_NUMBER_FLOAT -> NumberOutput.toString(parser.getDoubleValue(), true);
            case VALUE_NUMBER_INT -> parser.getBigIntegerValue().toString();
            default -> cast(parser);
        };
    }

    /** Writes a double as a cast does: one digit, a point, the others, and an exponent, such as {@code 8.192E4}; zero is {@code 0E0}. */
    public static String text(double value) {
        if (value == 0) {
            return 1 / value < 0 ? "-0E0" : "0E0";
        }
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return Double.toString(value);
        }
        BigDecimal number = new BigDecimal(NumberOutput.toString(value, true)).stripTrailingZeros();
        String digits = number.unscaledValue().abs().toString();
        int exponent = digits.length() - 1 - number.scale();
        return (number.signum() < 0 ? "-" : "") + digits.charAt(0) + "." + (digits.length() == 1 ? "0" : digits.substring(1)) + "E" + exponent;
    }
}
