package io.costflow.testbed;

import io.costflow.testbed.LineItemColumn.RollUp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Rolls line items up to a day, as koku does before it writes a daily file: label text is compared as text, so two orders of the same labels are two rows
 * (storage layout, A.9).
 */
final class DailyRollUp<T> {
    private static final long DAY = Duration.ofDays(1).toMillis();

    private final List<LineItemColumn<T>> columns;
    private final int keys;
    private final Map<List<Object>, Object[]> rows = new LinkedHashMap<>();

    /** @param columns the columns of the daily file, the key's first */
    DailyRollUp(List<LineItemColumn<T>> columns) {
        this.columns = columns;
        this.keys = (int) columns.stream().filter(LineItemColumn::isKey).count();
    }

    void add(T item) {
        List<Object> key = new ArrayList<>(keys);
        for (int i = 0; i < keys; i++) {
            key.add(keyValue(columns.get(i), item));
        }
        Object[] row = rows.computeIfAbsent(key, absent -> Arrays.copyOf(key.toArray(), columns.size()));
        for (int i = keys; i < row.length; i++) {
            row[i] = aggregate(columns.get(i).rollUp(), row[i], columns.get(i).value().apply(item));
        }
    }

    /** The rows of the day so far. */
    Collection<Object[]> rows() {
        return rows.values();
    }

    private static <T> Object keyValue(LineItemColumn<T> column, T item) {
        Object value = column.value().apply(item);
        return column.rollUp() == RollUp.DAY ? (Object) Math.multiplyExact(Math.floorDiv((Long) value, DAY), DAY) : value;
    }

    private static Object aggregate(RollUp rollUp, Object sofar, Object value) {
        if (sofar == null || value == null) {
            return sofar == null ? value : sofar;
        }
        return switch (rollUp) {
            case SUM, DAILY_SUM -> (Double) sofar + (Double) value;
            case MAX -> larger(sofar, value);
            case KEY, DAY, HOURLY_ONLY, DAILY_ONLY -> sofar;
        };
    }

    @SuppressWarnings("unchecked")
    private static Object larger(Object left, Object right) {
        return ((Comparable<Object>) left).compareTo(right) >= 0 ? left : right;
    }
}
