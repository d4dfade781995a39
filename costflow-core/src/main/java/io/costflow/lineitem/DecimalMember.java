package io.costflow.lineitem;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.costflow.lineitem.parquet.RequestedColumn.TextCheck;
import io.costflow.lineitem.parquet.UnreadableFileException;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;

/**
 * Reads a number that is a member of JSON objects, in units of its last decimal, rounded half up. An object without the member, or with one that is null, an
 * array or an object, has 0.
 *
 * @param name the member's name
 * @param scale the decimals that are kept
 */
record DecimalMember(String name, int scale) implements TextCheck, Serializable {

    private static final JsonFactory JSON = new JsonFactory();

    @Override
    public boolean isValue(String column, byte[] utf8) throws UnreadableFileException {
        try {
            boolean isObject = LabelCheck.OF_OBJECTS.isValue(column, utf8);
            units(utf8);
            return isObject;
        } catch (ArithmeticException e) {
            throw new UnreadableFileException(
                    "Column \"%s\" holds the text '%s', whose \"%s\" is too large to be added up: it may be up to %s."
                            .formatted(column, new String(utf8, StandardCharsets.UTF_8), name, BigDecimal.valueOf(Long.MAX_VALUE, scale).toPlainString()),
                    column,
                    e);
        } catch (NumberFormatException e) {
            throw new UnreadableFileException(
                    "Column \"%s\" must hold JSON objects whose \"%s\" is an amount, but holds the text '%s'. Write the file again with correct amounts."
                            .formatted(column, name, new String(utf8, StandardCharsets.UTF_8)),
                    column,
                    e);
        }
    }

    /**
     * Returns the number of units that an object has.
     *
     * @param utf8 a JSON object
     * @throws NumberFormatException when the member is no number
     * @throws ArithmeticException when it is too large
     */
    long units(byte[] utf8) {
        long units = 0;
        try (JsonParser parser = JSON.createParser(utf8)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean wanted = parser.currentName().equals(name);
                JsonToken value = parser.nextToken();
                if (!value.isScalarValue()) {
                    parser.skipChildren();
                } else if (wanted) {
                    units = value == JsonToken.VALUE_NULL ? 0 : units(new BigDecimal(parser.getText()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The object passed the check but is not JSON: " + new String(utf8, StandardCharsets.UTF_8), e);
        }
        return units;
    }

    private long units(BigDecimal number) {
        // An exponent can be so large that rounding would take all memory.
        long digitsBeforePoint = (long) number.precision() - number.scale();
        if (number.signum() == 0 || digitsBeforePoint < -scale) {
            return 0;
        }
        if (digitsBeforePoint > Long.SIZE) {
            throw new ArithmeticException("The number is too large.");
        }
        return number.setScale(scale, RoundingMode.HALF_UP).unscaledValue().longValueExact();
    }
}
