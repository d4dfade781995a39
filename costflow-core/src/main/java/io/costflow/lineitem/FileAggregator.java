package io.costflow.lineitem;

import io.costflow.lineitem.parquet.ColumnBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Aggregates the line items of a file by all groupings of a layout. The day is the first key of each grouping. */
final class FileAggregator {

    private final List<GroupingAggregator> groupings;

    FileAggregator(LineItemLayout layout, ColumnBatch batch) {
        groupings = layout.groupings().stream().map(grouping -> new GroupingAggregator(grouping, batch)).toList();
    }

    /** Adds the rows of the current batch. A row whose day is negative is not wanted. */
    void add(int[] days, int rows) {
        for (GroupingAggregator grouping : groupings) {
            grouping.add(days, rows);
        }
    }

    /** Returns the groups of one day, which has a number of line items. */
    CombinedDay day(int day, long rows) {
        DayDictionary.Builder dictionaries = new DayDictionary.Builder();
        List<GroupTable> tables = groupings.stream().map(grouping -> grouping.table(day, dictionaries)).toList();
        return new CombinedDay(rows, dictionaries.build(), tables);
    }

    /** Aggregates by one grouping. */
    private static final class GroupingAggregator {

        private final List<KeyEncoder> keys;
        private final List<MeasureAccumulator> measures;
        private final RowFilter filter;
        private final GroupByHash hash;
        private final int[][] columns;
        private final int[] groups = new int[ColumnBatch.ROWS];

        GroupingAggregator(Grouping grouping, ColumnBatch batch) {
            keys = grouping.keys().stream().map(key -> KeyEncoder.of(key, batch)).toList();
            measures = grouping.measures().stream().map(measure -> MeasureAccumulator.of(measure, batch)).toList();
            filter = new RowFilter(grouping.tellingKeys().stream().map(batch::text).toList(), grouping.tellingText());
            hash = new GroupByHash(1 + keys.size());
            columns = new int[1 + keys.size()][];
        }

        void add(int[] daysOfRows, int rows) {
            int[] days = filter.apply(daysOfRows, rows);
            columns[0] = days;
            for (int key = 0; key < keys.size(); key++) {
                columns[1 + key] = keys.get(key).ids(days, rows);
            }
            hash.find(columns, rows, groups);
            for (MeasureAccumulator measure : measures) {
                measure.add(groups, rows, hash.size());
            }
        }

        GroupTable table(int day, DayDictionary.Builder dictionaries) {
            int[] groupsOfDay = IntStream.range(0, hash.size()).filter(group -> hash.key(group, 0) == day).toArray();
            List<GroupTable.Column> keyColumns = new ArrayList<>();
            for (int key = 0; key < keys.size(); key++) {
                int column = 1 + key;
                int[] ids = IntStream.of(groupsOfDay).map(group -> hash.key(group, column)).toArray();
                keyColumns.add(keys.get(key).column(ids, dictionaries));
            }
            List<GroupTable.Column> measureColumns = measures.stream().map(measure -> measure.column(groupsOfDay, dictionaries)).toList();
            return new GroupTable(groupsOfDay.length, keyColumns, measureColumns);
        }
    }
}
