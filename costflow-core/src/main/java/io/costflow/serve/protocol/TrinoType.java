package io.costflow.serve.protocol;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The type of a column, as Trino's clients expect to be given it.
 *
 * @param raw its name without arguments
 * @param arguments numbers or types
 */
public record TrinoType(String raw, List<Object> arguments) {

    private static final long UNBOUNDED = Integer.MAX_VALUE;

    public static final TrinoType VARCHAR = new TrinoType("varchar", List.of(UNBOUNDED));
    public static final TrinoType BIGINT = new TrinoType("bigint", List.of());
    public static final TrinoType INTEGER = new TrinoType("integer", List.of());
    public static final TrinoType DOUBLE = new TrinoType("double", List.of());
    public static final TrinoType BOOLEAN = new TrinoType("boolean", List.of());
    public static final TrinoType DATE = new TrinoType("date", List.of());

    /** Times of the lake have milliseconds. */
    public static final TrinoType TIMESTAMP = new TrinoType("timestamp", List.of(3L));

    public static TrinoType array(TrinoType element) {
        return new TrinoType("array", List.of(element));
    }

    public static TrinoType decimal(int precision, int scale) {
        return new TrinoType("decimal", List.of((long) precision, (long) scale));
    }

    public static TrinoType timestamp(int precision) {
        return new TrinoType("timestamp", List.of((long) precision));
    }

    /** The type as a text, such as {@code timestamp(3) with time zone}. */
    public String text() {
        if (arguments.isEmpty() || equals(VARCHAR)) {
            return raw;
        }
        int firstWord = raw.indexOf(' ') < 0 ? raw.length() : raw.indexOf(' ');
        return arguments.stream()
                .map(argument -> argument instanceof TrinoType type ? type.text() : argument.toString())
                .collect(Collectors.joining(",", raw.substring(0, firstWord) + "(", ")" + raw.substring(firstWord)));
    }

    /** The type in the form that clients take apart. */
    public Map<String, Object> signature() {
        Map<String, Object> signature = new LinkedHashMap<>();
        signature.put("rawType", raw);
        signature.put("arguments", arguments.stream().map(TrinoType::argument).toList());
        return signature;
    }

    private static Map<String, Object> argument(Object argument) {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("kind", argument instanceof TrinoType ? "TYPE" : "LONG");
        described.put("value", argument instanceof TrinoType type ? type.signature() : argument);
        return described;
    }
}
