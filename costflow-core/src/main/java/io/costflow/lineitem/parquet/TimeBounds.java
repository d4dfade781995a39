package io.costflow.lineitem.parquet;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.metadata.BlockMetaData;

/**
 * The earliest and the latest instant of a row group, both of which some row has, in microseconds since 1970-01-01 UTC.
 *
 * @param first the earliest
 * @param last the latest
 */
public record TimeBounds(long first, long last) {

    /** Returns the bounds of each row group that has instants; empty when the footer does not say them of all. */
    static Optional<List<TimeBounds>> of(List<BlockMetaData> rowGroups, ColumnDescriptor column) {
        TimeDecoder decoder = TimeDecoder.of(column.getPrimitiveType());
        if (decoder == null || decoder == TimeDecoder.JULIAN_DAY) { // the order of the bytes of an INT96 is not that of the instants
            return Optional.empty();
        }
        List<TimeBounds> bounds = new ArrayList<>();
        for (BlockMetaData rowGroup : rowGroups) {
            Statistics<?> statistics = ValueBounds.statistics(rowGroup, column);
            if (statistics != null && statistics.hasNonNullValue()) {
                ValueBounds values = new ValueBounds(statistics);
                bounds.add(new TimeBounds(decoder.entry(values, ValueBounds.MIN), decoder.entry(values, ValueBounds.MAX)));
            } else if (rowGroup.getRowCount() > 0 && !isAllNull(statistics, rowGroup)) {
                return Optional.empty();
            }
        }
        return Optional.of(bounds);
    }

    private static boolean isAllNull(Statistics<?> statistics, BlockMetaData rowGroup) {
        return statistics != null && statistics.isNumNullsSet() && statistics.getNumNulls() == rowGroup.getRowCount();
    }
}
