package io.costflow.sql.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.types.Row;

/** Values of a result as text, or as what JSON has: numbers, truth values, text, lists and objects. */
final class PlainValues {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_DIGITS = 25;
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .appendPattern("yyyy-MM-dd HH:mm:ss").appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true).toFormatter();

    private PlainValues() {}

    /** A value other than NULL as text. */
    static String text(Object value) {
        Object plain = plain(value);
        if (plain instanceof Double || plain instanceof Float || plain instanceof BigDecimal) {
            return number(plain);
        }
        return plain instanceof Map || plain instanceof List ? json(plain) : String.valueOf(plain);
    }

    /** Without an exponent, where that is not too long. */
    private static String number(Object number) {
        String shortest = number.toString();
        if (shortest.indexOf('E') < 0 || shortest.length() > MOST_DIGITS) {
            return shortest;
        }
        BigDecimal exact = new BigDecimal(shortest);
        return Math.abs(exact.precision() - exact.scale()) > MOST_DIGITS || exact.scale() > MOST_DIGITS ? shortest : exact.toPlainString();
    }

    /** A value as JSON. */
    static String json(Object value) {
        try {
            return JSON.writeValueAsString(plain(value));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A value as one of the things that JSON has. */
    static Object plain(Object value) {
        if (value instanceof LocalDateTime time) {
            return TIME.format(time);
        }
        if (value instanceof Instant instant) {
            return TIME.format(instant.atOffset(ZoneOffset.UTC)) + "Z";
        }
        if (value instanceof byte[] bytes) {
            return HexFormat.of().formatHex(bytes);
        }
        if (value instanceof Double number && !Double.isFinite(number) || value instanceof Float real && !Float.isFinite(real)) {
            return value.toString();
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> plain = new LinkedHashMap<>();
            map.forEach((key, entry) -> plain.put(String.valueOf(plain(key)), plain(entry)));
            return plain;
        }
        if (value instanceof Row row) {
            List<Object> fields = new ArrayList<>();
            for (int i = 0; i < row.getArity(); i++) {
                fields.add(plain(row.getField(i)));
            }
            return fields;
        }
        if (value != null && value.getClass().isArray()) {
            List<Object> elements = new ArrayList<>();
            for (int i = 0; i < Array.getLength(value); i++) {
                elements.add(plain(Array.get(value, i)));
            }
            return elements;
        }
        return value == null || value instanceof Number || value instanceof Boolean || value instanceof List ? value : value.toString();
    }
}
