package io.costflow.lineitem;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Combines rows the plain way: a map from the keys of a group to its rows. The rows are (epoch day, pod, labels, hour in microseconds, cpu, request, effective,
 * id).
 */
final class PlainCombination {

    static final LineItemLayout LAYOUT = new LineItemLayout(
            "at",
            List.of(
                    new Grouping(
                            "pods",
                            List.of(new Key("pod", Key.Kind.TEXT, true), new Key("labels", Key.Kind.LABELS, true)),
                            List.of(
                                    new Measure.Sum("cpu", true),
                                    new Measure.Max("request", true),
                                    new Measure.SumOfEffective("effective", "cpu", "request"),
                                    new Measure.MaxText("id", true))),
                    new Grouping(
                            "hours",
                            List.of(new Key("hour", Key.Kind.TIME, true), new Key("id", Key.Kind.TEXT, true)),
                            List.of(new Measure.Max("cpu", true), new Measure.Sum("absent", false)))));

    static final String[] COLUMNS = {
        "optional int32 at (DATE)",
        "optional binary pod (STRING)",
        "optional binary labels (STRING)",
        "optional int64 hour (TIMESTAMP(MICROS,true))",
        "optional double cpu",
        "optional double request",
        "optional double effective",
        "optional binary id (STRING)"
    };

    private PlainCombination() {}

    /** The groups of a day as lists of keys and measures. */
    static List<List<List<Object>>> tables(List<Object[]> rows, long day) {
        Map<List<Object>, List<Object[]>> pods = new LinkedHashMap<>();
        Map<List<Object>, List<Object[]>> hours = new LinkedHashMap<>();
        for (Object[] row : rows) {
            if (row[0] != null && (Integer) row[0] == day) {
                pods.computeIfAbsent(nullable(row[1], row[2]), key -> new ArrayList<>()).add(row);
                hours.computeIfAbsent(nullable(row[3], row[7]), key -> new ArrayList<>()).add(row);
            }
        }
        List<List<Object>> podGroups = new ArrayList<>();
        pods.forEach((key, group) -> podGroups.add(nullable(
                key.get(0), key.get(1), sum(numbers(group, 4)), max(numbers(group, 5)), sum(effective(group)), maxText(group))));
        List<List<Object>> hourGroups = new ArrayList<>();
        hours.forEach((key, group) -> hourGroups.add(nullable(key.get(0), key.get(1), max(numbers(group, 4)), null)));
        return List.of(podGroups, hourGroups);
    }

    /** The groups of a combined day in the same form. */
    static List<List<List<Object>>> tables(CombinedDay day) {
        GroupTable pods = day.table(0);
        List<List<Object>> podGroups = new ArrayList<>();
        for (int group = 0; group < pods.size(); group++) {
            podGroups.add(nullable(
                    pods.text(0, group), pods.text(1, group), number(pods, 0, group), number(pods, 1, group), number(pods, 2, group), pods.maxText(3, group)));
        }
        GroupTable hours = day.table(1);
        List<List<Object>> hourGroups = new ArrayList<>();
        for (int group = 0; group < hours.size(); group++) {
            Object hour = hours.timeIsNull(0, group) ? null : (Long) hours.time(0, group);
            hourGroups.add(nullable(hour, hours.text(1, group), number(hours, 0, group), number(hours, 1, group)));
        }
        return List.of(podGroups, hourGroups);
    }

    private static Double number(GroupTable table, int measure, int group) {
        return table.isNull(measure, group) ? null : (Double) table.number(measure, group);
    }

    private static List<Object> nullable(Object... values) {
        return new ArrayList<>(Arrays.asList(values));
    }

    private static List<Double> numbers(List<Object[]> rows, int column) {
        return rows.stream().map(row -> (Double) row[column]).filter(Objects::nonNull).toList();
    }

    private static List<Double> effective(List<Object[]> rows) {
        List<Double> numbers = new ArrayList<>();
        for (Object[] row : rows) {
            if (row[6] != null) {
                numbers.add((Double) row[6]);
            } else if (row[4] != null && row[5] != null) {
                numbers.add(Math.max((Double) row[4], (Double) row[5]));
            }
        }
        return numbers;
    }

    private static Double sum(List<Double> numbers) {
        return numbers.stream().reduce(Double::sum).orElse(null);
    }

    private static Double max(List<Double> numbers) {
        return numbers.stream().max(Double::compare).orElse(null);
    }

    private static String maxText(List<Object[]> rows) {
        return rows.stream().map(row -> (String) row[7]).filter(Objects::nonNull).max(PlainCombination::byCodePoints).orElse(null);
    }

    private static int byCodePoints(String one, String other) {
        return Arrays.compare(one.codePoints().toArray(), other.codePoints().toArray());
    }
}
