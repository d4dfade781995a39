package io.costflow.lineitem;

import java.util.List;

/** What the line items of a file come to, for all groupings of a layout. */
final class FileTotals {

    private final List<GroupingTotals> groupings;

    FileTotals(LineItemLayout layout, VectorSet vectors) {
        groupings = layout.groupings().stream().map(grouping -> new GroupingTotals(grouping, vectors)).toList();
    }

    /** Adds the rows at hand, given the day of each; a row whose day is negative is not wanted. */
    void add(int[] days, int rows) {
        for (GroupingTotals grouping : groupings) {
            grouping.add(days, rows);
        }
    }

    /** What belongs to one day, which has a number of line items. */
    CombinedDay day(int day, long rows) {
        DayDictionaries dictionaries = new DayDictionaries();
        List<GroupTable> tables = groupings.stream().map(grouping -> grouping.table(day, dictionaries)).toList();
        return new CombinedDay(rows, dictionaries.dictionaries(), tables);
    }
}
