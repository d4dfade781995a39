package io.costflow.scenario;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Compares two tables as multisets of rows by the rules of the scenarios' {@code compare.py}. Rows are matched by their columns that are not measures, JSON
 * among them by value; among rows that share those, each expected row takes the first one whose measures are near enough. A measure is a column in which every
 * value of both tables is a number and some value has a decimal point; near enough is 1e-10, a billionth of the expected value, or one unit of the last decimal
 * that the column shows.
 */
public final class RowComparison {
    private static final double ABSOLUTE = 1e-10;
    private static final double RELATIVE = 1e-9;
    private static final double LAST_DECIMAL = 1.01;
    private static final int DECIMALS_UNLESS_SHOWN = 15;
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);
    private static final Comparator<List<Double>> BY_MEASURES = RowComparison::compareMeasures;

    private final List<String> keys = new ArrayList<>();
    private final List<Measure> measures = new ArrayList<>();
    private final RowDifferences differences;

    private RowComparison(TableRows expected, TableRows actual) {
        this.differences = new RowDifferences(expected.rows().size(), actual.rows().size());
    }

    /** Compares the columns of {@code expected} except the ignored ones. */
    public static RowDifferences compare(TableRows expected, TableRows actual, String... ignored) {
        return new RowComparison(expected, actual).run(expected, actual, Set.of(ignored));
    }

    private RowDifferences run(TableRows expected, TableRows actual, Set<String> ignored) {
        if (expected.rows().isEmpty() || actual.rows().isEmpty()) {
            differences.missing(expected.rows().size());
            differences.unexpected(actual.rows().size());
            return differences;
        }
        List<String> columns = expected.columns().stream().filter(column -> !ignored.contains(column)).toList();
        List<String> absent = columns.stream().filter(column -> !actual.columns().contains(column)).toList();
        if (!absent.isEmpty()) {
            differences.absentColumns(absent);
            return differences;
        }
        columns.forEach(column -> classify(column, expected.column(column), actual.column(column)));
        Map<List<String>, List<List<Double>>> expectedGroups = groups(expected);
        Map<List<String>, List<List<Double>>> actualGroups = groups(actual);
        Set<List<String>> all = new LinkedHashSet<>(expectedGroups.keySet());
        all.addAll(actualGroups.keySet());
        all.forEach(key -> match(key, expectedGroups.getOrDefault(key, List.of()), actualGroups.getOrDefault(key, List.of())));
        return differences;
    }

    /** Decides whether a column is part of the key or a measure. */
    private void classify(String column, List<String> expected, List<String> actual) {
        List<String> values = new ArrayList<>(expected);
        values.addAll(actual);
        values.removeIf(Objects::isNull);
        boolean measure = !values.isEmpty()
                && values.stream().allMatch(RowComparison::isNumber)
                && values.stream().anyMatch(value -> value.contains(".") || value.contains("e"));
        if (measure) {
            measures.add(new Measure(column, LAST_DECIMAL * Math.pow(10, -decimals(expected))));
        } else {
            keys.add(column);
        }
    }

    private Map<List<String>, List<List<Double>>> groups(TableRows table) {
        Map<List<String>, List<List<Double>>> groups = new LinkedHashMap<>();
        List<Integer> keyIndexes = keys.stream().map(table.columns()::indexOf).toList();
        List<Integer> measureIndexes = measures.stream().map(measure -> table.columns().indexOf(measure.column())).toList();
        for (List<String> row : table.rows()) {
            List<String> key = new ArrayList<>();
            keyIndexes.forEach(index -> key.add(canonical(row.get(index))));
            List<Double> values = new ArrayList<>();
            measureIndexes.forEach(index -> values.add(row.get(index) == null ? null : Double.valueOf(row.get(index))));
            groups.computeIfAbsent(key, absent -> new ArrayList<>()).add(values);
        }
        groups.values().forEach(rows -> rows.sort(BY_MEASURES));
        return groups;
    }

    private void match(List<String> key, List<List<Double>> expected, List<List<Double>> actual) {
        if (expected.size() > actual.size()) {
            differences.missing(expected.size() - actual.size(), keys, key);
        } else if (actual.size() > expected.size()) {
            differences.unexpected(actual.size() - expected.size(), keys, key);
        }
        List<List<Double>> left = new ArrayList<>(actual);
        List<List<Double>> unmatched = new ArrayList<>();
        for (List<Double> row : expected) {
            if (!takeFirst(left, row)) {
                unmatched.add(row);
            }
        }
        for (int i = 0; i < Math.min(unmatched.size(), left.size()); i++) {
            differences.wrong(keys, key, differing(unmatched.get(i), left.get(i)));
        }
    }

    private boolean takeFirst(List<List<Double>> candidates, List<Double> expected) {
        for (int i = 0; i < candidates.size(); i++) {
            if (differing(expected, candidates.get(i)).isEmpty()) {
                candidates.remove(i);
                return true;
            }
        }
        return false;
    }

    /** What differs between two rows, one text for each measure that is too far away. */
    private List<String> differing(List<Double> expected, List<Double> actual) {
        List<String> found = new ArrayList<>();
        for (int i = 0; i < measures.size(); i++) {
            if (!measures.get(i).near(expected.get(i), actual.get(i))) {
                found.add(measures.get(i).column() + ": expected " + expected.get(i) + ", found " + actual.get(i));
            }
        }
        return found;
    }

    private static int decimals(List<String> values) {
        return values.stream()
                .filter(value -> value != null && !value.contains("e"))
                .mapToInt(value -> value.contains(".") ? value.length() - value.indexOf('.') - 1 : 0)
                .max()
                .orElse(DECIMALS_UNLESS_SHOWN);
    }

    private static boolean isNumber(String text) {
        try {
            Double.parseDouble(text);
            return !text.endsWith("d") && !text.endsWith("f");
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static String canonical(String text) {
        if (text == null || !(text.startsWith("{") || text.startsWith("["))) {
            return text;
        }
        try {
            return JSON.writeValueAsString(JSON.readValue(text, Object.class));
        } catch (JsonProcessingException e) {
            return text;
        }
    }

    private static int compareMeasures(List<Double> left, List<Double> right) {
        for (int i = 0; i < left.size(); i++) {
            int compared = Comparator.nullsFirst(Comparator.<Double>naturalOrder()).compare(left.get(i), right.get(i));
            if (compared != 0) {
                return compared;
            }
        }
        return 0;
    }

    /** A column of numbers and how far apart two of its values may be because of rounding. */
    private record Measure(String column, double unit) {

        boolean near(Double expected, Double actual) {
            if (expected == null || actual == null) {
                return expected == null && actual == null;
            }
            return Math.abs(expected - actual) <= Math.max(Math.max(ABSOLUTE, RELATIVE * Math.abs(expected)), unit);
        }
    }
}
