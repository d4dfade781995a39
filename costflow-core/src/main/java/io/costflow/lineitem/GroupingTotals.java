package io.costflow.lineitem;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What the line items of a file come to by one grouping. The day is the first key. */
final class GroupingTotals {

    private final List<KeyValues> keys;
    private final List<MeasureTotals> measures;
    private final TellingRows telling;
    private final GroupIndex index;
    private final int[][] columns;
    private final int[] groups = new int[ColumnVector.ROWS];

    GroupingTotals(Grouping grouping, VectorSet vectors) {
        keys = grouping.keys().stream().map(key -> KeyValues.of(key, vectors)).toList();
        measures = grouping.measures().stream().map(measure -> MeasureTotals.of(measure, vectors)).toList();
        telling = new TellingRows(grouping.tellingKeys().stream().map(vectors::text).toList());
        index = new GroupIndex(1 + keys.size());
        columns = new int[1 + keys.size()][];
    }

    void add(int[] daysOfRows, int rows) {
        int[] days = telling.of(daysOfRows, rows);
        columns[0] = days;
        for (int key = 0; key < keys.size(); key++) {
            columns[1 + key] = keys.get(key).numbers(days, rows);
        }
        index.find(columns, rows, groups);
        for (MeasureTotals measure : measures) {
            measure.add(groups, rows, index.size());
        }
    }

    GroupTable table(int day, DayDictionaries dictionaries) {
        int[] groupsOfDay = IntStream.range(0, index.size()).filter(group -> index.key(group, 0) == day).toArray();
        List<GroupColumn> keyColumns = new ArrayList<>();
        for (int key = 0; key < keys.size(); key++) {
            int column = 1 + key;
            int[] numbers = IntStream.of(groupsOfDay).map(group -> index.key(group, column)).toArray();
            keyColumns.add(keys.get(key).column(numbers, dictionaries));
        }
        List<GroupColumn> measureColumns = measures.stream().map(measure -> measure.column(groupsOfDay, dictionaries)).toList();
        return new GroupTable(groupsOfDay.length, keyColumns, measureColumns);
    }
}
