package io.costflow.lineitem;

import io.costflow.lineitem.parquet.ColumnBatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

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
            int[] groupsOfDay = groupsOf(day);
            List<GroupTable.Column> keyColumns = new ArrayList<>();
            for (int key = 0; key < keys.size(); key++) {
                keyColumns.add(keys.get(key).column(keyIds(groupsOfDay, 1 + key), dictionaries));
            }
            List<GroupTable.Column> measureColumns = measures.stream().map(measure -> measure.column(groupsOfDay, dictionaries)).toList();
            return new GroupTable(groupsOfDay.length, keyColumns, measureColumns);
        }

        // loops and not streams, which cost a process that is new several times as much: each file has tens of thousands of groups

        private int[] groupsOf(int day) {
            int[] found = new int[hash.size()];
            int count = 0;
            for (int group = 0; group < found.length; group++) {
                if (hash.key(group, 0) == day) {
                    found[count++] = group;
                }
            }
            return count == found.length ? found : Arrays.copyOf(found, count);
        }

        private int[] keyIds(int[] groupsOfDay, int column) {
            int[] ids = new int[groupsOfDay.length];
            for (int at = 0; at < ids.length; at++) {
                ids[at] = hash.key(groupsOfDay[at], column);
            }
            return ids;
        }
    }
}
