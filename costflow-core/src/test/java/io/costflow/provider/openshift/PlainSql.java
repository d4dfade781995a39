package io.costflow.provider.openshift;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The SQL that the specification is written in, in its plainest form: joins are loops, groups are lists, aggregates ignore NULL. */
final class PlainSql {

    private PlainSql() {}

    /** The rows that match, or one NULL. */
    static <T> List<T> leftJoin(Collection<T> table, Predicate<T> on) {
        List<T> matching = table.stream().filter(on).toList();
        return matching.isEmpty() ? Collections.singletonList(null) : matching;
    }

    /** NULL equals nothing. */
    static boolean same(Object a, Object b) {
        return a != null && a.equals(b);
    }

    static <T> Map<List<Object>, List<T>> groupBy(List<T> rows, Function<T, List<Object>> key) {
        return rows.stream().collect(Collectors.groupingBy(key, LinkedHashMap::new, Collectors.toList()));
    }

    static <T> Double sum(List<T> rows, Function<T, Double> value) {
        return rows.stream().map(value).filter(Objects::nonNull).reduce(Double::sum).orElse(null);
    }

    static <T> Double max(List<T> rows, Function<T, Double> value) {
        return rows.stream().map(value).filter(Objects::nonNull).reduce(Double::max).orElse(null);
    }

    static <T> Integer maxInteger(List<T> rows, Function<T, Integer> value) {
        return rows.stream().map(value).filter(Objects::nonNull).reduce(Integer::max).orElse(null);
    }

    /** Text is compared by its UTF-8 bytes. */
    static <T> String maxText(List<T> rows, Function<T, String> value) {
        return rows.stream()
                .map(value)
                .filter(Objects::nonNull)
                .max((a, b) -> Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8)))
                .orElse(null);
    }

    static Double minus(Double a, Double b) {
        return a == null || b == null ? null : (Double) (a - b);
    }

    static Double times(Double a, double factor) {
        return a == null ? null : (Double) (a * factor);
    }

    static Double greatest(Double a, Double b) {
        return a == null || b == null ? null : (Double) Math.max(a, b);
    }

    static <T> T coalesce(T a, T b) {
        return a != null ? a : b;
    }

    /** As a regular expression: {@code %} is any text and {@code _} any one character, and there is no escape character. */
    static boolean like(String text, String pattern) {
        String expression = pattern.codePoints()
                .mapToObj(Character::toString)
                .map(c -> c.equals("%") ? "(?s:.*)" : c.equals("_") ? "(?s:.)" : java.util.regex.Pattern.quote(c))
                .collect(Collectors.joining());
        return text != null && text.matches(expression);
    }
}
