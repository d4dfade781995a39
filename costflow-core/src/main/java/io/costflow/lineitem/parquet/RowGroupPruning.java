package io.costflow.lineitem.parquet;

import java.util.List;
import java.util.Map;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.schema.PrimitiveType;

/** Prunes row groups by their statistics. A row group without statistics, or with a type that cannot be converted, is read. */
final class RowGroupPruning {

    private final List<RowCondition> conditions;
    private final Map<String, ColumnDescriptor> columns;

    /**
     * Prunes by conditions that all must hold.
     *
     * @param conditions conditions on requested columns
     * @param columns the file's columns by requested name, without the ones that it lacks
     */
    RowGroupPruning(List<RowCondition> conditions, Map<String, ColumnDescriptor> columns) {
        this.conditions = conditions;
        this.columns = columns;
    }

    /** Returns whether the row group may have rows that fulfil all conditions. */
    boolean mayMatch(BlockMetaData rowGroup) {
        return conditions.stream().allMatch(condition -> mayMatch(rowGroup, condition));
    }

    private boolean mayMatch(BlockMetaData rowGroup, RowCondition condition) {
        ColumnDescriptor column = columns.get(condition.column());
        if (column == null) {
            return condition instanceof RowCondition.Absent;
        }
        Statistics<?> statistics = ValueBounds.statistics(rowGroup, column);
        if (statistics == null) {
            return true;
        }
        if (condition instanceof RowCondition.Absent) {
            return !statistics.isNumNullsSet() || statistics.getNumNulls() > 0;
        }
        if (statistics.isNumNullsSet() && statistics.getNumNulls() == rowGroup.getRowCount()) {
            return false;
        }
        return !statistics.hasNonNullValue() || overlaps(condition, column.getPrimitiveType(), new ValueBounds(statistics));
    }

    private static boolean overlaps(RowCondition condition, PrimitiveType type, ValueBounds bounds) {
        if (condition instanceof RowCondition.NumberWithin within) {
            NumberDecoder number = NumberDecoder.of(type);
            return number == null || !(number.entry(bounds, ValueBounds.MIN) > within.to()) && !(number.entry(bounds, ValueBounds.MAX) < within.from());
        }
        if (condition instanceof RowCondition.TimeWithin within) {
            TimeDecoder time = TimeDecoder.of(type);
            return time == null || time.entry(bounds, ValueBounds.MIN) <= within.to() && time.entry(bounds, ValueBounds.MAX) >= within.from();
        }
        if (condition instanceof TextCondition ofText) {
            return !TextVector.isText(type)
                    || ofText.mayHoldBetween(bounds.decodeToBinary(ValueBounds.MIN).getBytes(), bounds.decodeToBinary(ValueBounds.MAX).getBytes());
        }
        return true;
    }
}
