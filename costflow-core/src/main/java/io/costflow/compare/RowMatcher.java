package io.costflow.compare;

import io.costflow.compare.RowDifference.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Finds which rows of one side are which of the other side's, as there is no key that both have: first rows that differ in numbers only, the nearest first, then
 * rows that differ in one more column. What is left is on one side only. Rows are texts in the columns' order, null for NULL.
 */
final class RowMatcher {

    private final List<ComparedColumn> columns;
    private final double tolerance;
    private long withinTolerance;
    private final List<RowDifference> differences = new ArrayList<>();

    /** @param tolerance by how much numbers may differ */
    RowMatcher(List<ComparedColumn> columns, double tolerance) {
        this.columns = columns;
        this.tolerance = tolerance;
    }

    /** Matches rows of which none has an equal one on the other side. */
    void match(List<String[]> ours, List<String[]> theirs) {
        List<String[]> restOfOurs = new ArrayList<>();
        List<String[]> restOfTheirs = new ArrayList<>(theirs);
        pair(ours, restOfTheirs, -1, restOfOurs);
        for (int ignored = 0; ignored < columns.size() && !restOfOurs.isEmpty() && !restOfTheirs.isEmpty(); ignored++) {
            if (!columns.get(ignored).numeric()) {
                List<String[]> left = new ArrayList<>();
                pair(restOfOurs, restOfTheirs, ignored, left);
                restOfOurs = left;
            }
        }
        restOfOurs.forEach(row -> differences.add(oneSided(Kind.MISSING, row)));
        restOfTheirs.forEach(row -> differences.add(oneSided(Kind.SURPLUS, row)));
    }

    /** How many rows differ by no more than the tolerance. */
    long withinTolerance() {
        return withinTolerance;
    }

    /** All other rows. */
    List<RowDifference> differences() {
        return differences;
    }

    /**
     * Pairs rows whose texts are equal, but for one column.
     *
     * @param theirs the rows to choose from; those that are chosen are removed
     * @param ignored the column that may differ, or -1
     * @param left receives our rows that have no counterpart
     */
    private void pair(List<String[]> ours, List<String[]> theirs, int ignored, List<String[]> left) {
        Map<List<String>, Deque<String[]>> byTexts = new HashMap<>();
        theirs.stream().sorted(byNumbers()).forEach(row -> byTexts.computeIfAbsent(texts(row, ignored), texts -> new ArrayDeque<>()).add(row));
        Map<List<String>, List<String[]>> unpaired = new LinkedHashMap<>();
        for (String[] row : ours.stream().sorted(byNumbers()).toList()) {
            Deque<String[]> candidates = byTexts.get(texts(row, ignored));
            String[] near = candidates == null || ignored >= 0 ? null : candidates.stream().filter(other -> haveEqualNumbers(row, other)).findFirst().orElse(null);
            if (near != null) {
                candidates.remove(near);
                withinTolerance++;
            } else {
                unpaired.computeIfAbsent(texts(row, ignored), texts -> new ArrayList<>()).add(row);
            }
        }
        theirs.clear();
        for (Map.Entry<List<String>, List<String[]>> group : unpaired.entrySet()) {
            Deque<String[]> candidates = byTexts.getOrDefault(group.getKey(), new ArrayDeque<>());
            for (String[] row : group.getValue()) {
                if (candidates.isEmpty()) {
                    left.add(row);
                } else {
                    differences.add(different(row, candidates.removeFirst()));
                }
            }
        }
        byTexts.values().forEach(theirs::addAll);
    }

    private RowDifference different(String[] ours, String[] theirs) {
        Map<String, String> values = new LinkedHashMap<>();
        Map<String, String> others = new LinkedHashMap<>();
        double weight = 0;
        for (int i = 0; i < columns.size(); i++) {
            ComparedColumn column = columns.get(i);
            boolean differs = column.numeric() ? distance(ours[i], theirs[i]) > tolerance : !Objects.equals(ours[i], theirs[i]);
            if (differs) {
                values.put(column.name(), ours[i]);
                others.put(column.name(), theirs[i]);
                weight = column.numeric() ? Math.max(weight, distance(ours[i], theirs[i])) : weight;
            }
        }
        return new RowDifference(Kind.DIFFERENT, describe(ours), values, others, weight);
    }

    private RowDifference oneSided(Kind kind, String[] row) {
        Map<String, String> numbers = new LinkedHashMap<>();
        double weight = 0;
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).numeric() && row[i] != null) {
                numbers.put(columns.get(i).name(), row[i]);
                weight = Math.max(weight, Math.abs(Double.parseDouble(row[i])));
            }
        }
        boolean ours = kind == Kind.MISSING;
        return new RowDifference(kind, describe(row), ours ? numbers : Map.of(), ours ? Map.of() : numbers, weight);
    }

    private Map<String, String> describe(String[] row) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            if (!columns.get(i).numeric() && row[i] != null) {
                texts.put(columns.get(i).name(), row[i]);
            }
        }
        return texts;
    }

    private boolean haveEqualNumbers(String[] ours, String[] theirs) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).numeric() && distance(ours[i], theirs[i]) > tolerance) {
                return false;
            }
        }
        return true;
    }

    private List<String> texts(String[] row, int ignored) {
        String[] texts = row.clone();
        for (int i = 0; i < texts.length; i++) {
            if (columns.get(i).numeric() || i == ignored) {
                texts[i] = null;
            }
        }
        return Arrays.asList(texts);
    }

    private Comparator<String[]> byNumbers() {
        return (left, right) -> {
            for (int i = 0; i < columns.size(); i++) {
                int order = columns.get(i).numeric() ? Double.compare(number(left[i]), number(right[i])) : 0;
                if (order != 0) {
                    return order;
                }
            }
            return 0;
        };
    }

    /** Infinite if only one of the two is NULL, or NaN. */
    private static double distance(String left, String right) {
        if (Objects.equals(left, right)) {
            return 0;
        }
        double distance = Math.abs(number(left) - number(right));
        return Double.isNaN(distance) ? Double.POSITIVE_INFINITY : distance;
    }

    private static double number(String text) {
        return text == null ? Double.NaN : Double.parseDouble(text);
    }
}
