package io.costflow.lineitem;

import java.io.Serializable;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is taken from the files of one report type.
 *
 * @param timeColumn the column that gives the UTC day of a line item, which is its time without the hours; it is required
 * @param groupings how line items are combined; each gives one table per day
 */
public record LineItemLayout(String timeColumn, List<Grouping> groupings) implements Serializable {

    /**
     * Takes the groupings as they are.
     *
     * @throws IllegalArgumentException when a column is to be read as two different things
     */
    public LineItemLayout {
        groupings = List.copyOf(groupings);
        neededColumns(timeColumn, groupings);
    }

    /** The columns that must be read, every one once, in the order in which the layout names them. */
    Collection<NeededColumn> neededColumns() {
        return neededColumns(timeColumn, groupings).values();
    }

    private static Map<String, NeededColumn> neededColumns(String timeColumn, List<Grouping> groupings) {
        Map<String, NeededColumn> needed = new LinkedHashMap<>();
        need(needed, new NeededColumn(timeColumn, ColumnRole.TIME, true, false));
        for (Grouping grouping : groupings) {
            for (Key key : grouping.keys()) {
                need(needed, new NeededColumn(key.column(), key.role(), key.required(), key.kind() == Key.Kind.LABELS));
            }
            for (Measure measure : grouping.measures()) {
                if (measure instanceof Measure.Sum sum) {
                    need(needed, NeededColumn.number(sum.column(), sum.absence()));
                } else if (measure instanceof Measure.Max max) {
                    need(needed, NeededColumn.number(max.column(), max.absence()));
                } else if (measure instanceof Measure.MaxText max) {
                    need(needed, new NeededColumn(max.column(), ColumnRole.TEXT, max.required(), false));
                } else if (measure instanceof Measure.SumOfEffective effective) {
                    need(needed, new NeededColumn(effective.column(), ColumnRole.NUMBER, false, false));
                    need(needed, new NeededColumn(effective.usage(), ColumnRole.NUMBER, true, false));
                    need(needed, new NeededColumn(effective.request(), ColumnRole.NUMBER, true, false));
                }
            }
        }
        return needed;
    }

    private static void need(Map<String, NeededColumn> needed, NeededColumn column) {
        needed.merge(column.name(), column, NeededColumn::and);
    }
}
