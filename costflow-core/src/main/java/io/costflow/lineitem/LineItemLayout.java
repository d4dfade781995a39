package io.costflow.lineitem;

import io.costflow.lineitem.parquet.ColumnRole;
import io.costflow.lineitem.parquet.RequestedColumn;
import java.io.Serializable;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Lists what is read from the files of one report type.
 *
 * @param timeColumn the required column with the time of a line item; its UTC date is the line item's day
 * @param groupings how line items are combined; each gives one table per day
 */
public record LineItemLayout(String timeColumn, List<Grouping> groupings) implements Serializable {

    /**
     * Checks that no column is read as two types.
     *
     * @throws IllegalArgumentException when one is
     */
    public LineItemLayout {
        groupings = List.copyOf(groupings);
        requestedColumns(timeColumn, groupings);
    }

    /** Returns the columns to read, each once, in the order of the layout. */
    Collection<RequestedColumn> requestedColumns() {
        return requestedColumns(timeColumn, groupings).values();
    }

    private static Map<String, RequestedColumn> requestedColumns(String timeColumn, List<Grouping> groupings) {
        Map<String, RequestedColumn> requested = new LinkedHashMap<>();
        request(requested, RequestedColumn.required(timeColumn, ColumnRole.TIME));
        for (Grouping grouping : groupings) {
            for (Key key : grouping.keys()) {
                boolean zeroWhenAbsent = key.kind() == Key.Kind.NUMBER && !key.required();
                request(requested, new RequestedColumn(key.column(), key.role(), key.required(), zeroWhenAbsent, check(key)));
            }
            for (Measure measure : grouping.measures()) {
                if (measure instanceof Measure.Sum sum) {
                    request(requested, number(sum.column(), sum.absence()));
                } else if (measure instanceof Measure.Max max) {
                    request(requested, number(max.column(), max.absence()));
                } else if (measure instanceof Measure.MaxOfNumberOrText max) {
                    request(requested, RequestedColumn.optional(max.column(), ColumnRole.NUMBER_OR_TEXT));
                } else if (measure instanceof Measure.MaxText max) {
                    request(requested, new RequestedColumn(max.column(), ColumnRole.TEXT, max.required(), false, null));
                } else if (measure instanceof Measure.SumOfMember sum) {
                    request(requested, new RequestedColumn(sum.column(), ColumnRole.TEXT, sum.required(), false, sum.decimal()));
                } else if (measure instanceof Measure.SumOfEffective effective) {
                    request(requested, RequestedColumn.optional(effective.column(), ColumnRole.NUMBER));
                    request(requested, RequestedColumn.required(effective.usage(), ColumnRole.NUMBER));
                    request(requested, RequestedColumn.required(effective.request(), ColumnRole.NUMBER));
                }
            }
        }
        return requested;
    }

    private static RequestedColumn.TextCheck check(Key key) {
        return switch (key.kind()) {
            case LABELS -> LabelCheck.OF_LABELS;
            case JSON -> LabelCheck.OF_OBJECTS;
            case TEXT, TIME, DAY, NUMBER -> null;
        };
    }

    private static RequestedColumn number(String column, Measure.Absence absence) {
        return new RequestedColumn(column, ColumnRole.NUMBER, absence == Measure.Absence.ERROR, absence == Measure.Absence.ZERO, null);
    }

    private static void request(Map<String, RequestedColumn> requested, RequestedColumn column) {
        requested.merge(column.name(), column, LineItemLayout::merge);
    }

    private static RequestedColumn merge(RequestedColumn one, RequestedColumn other) {
        if (one.role() != other.role()) {
            throw new IllegalArgumentException("The layout reads column \"%s\" both as %s and as %s. Read it as one of them."
                    .formatted(one.name(), one.role().description(), other.role().description()));
        }
        return new RequestedColumn(
                one.name(),
                one.role(),
                one.required() || other.required(),
                one.zeroWhenAbsent() || other.zeroWhenAbsent(),
                one.check() != null ? one.check() : other.check());
    }
}
