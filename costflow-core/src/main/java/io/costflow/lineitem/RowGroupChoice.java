package io.costflow.lineitem;

import static io.costflow.lineitem.BoundsDictionary.GREATEST;
import static io.costflow.lineitem.BoundsDictionary.LEAST;

import java.util.List;
import java.util.Map;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.schema.PrimitiveType;

/**
 * Tells by the statistics of row groups which of them need not be read. The least and the greatest value of a column are converted like the values themselves;
 * where there are none, or they cannot be converted, the row group is read.
 */
final class RowGroupChoice {

    private final List<RowCondition> conditions;
    private final Map<String, ColumnDescriptor> columns;

    /**
     * @param conditions on needed columns
     * @param columns the columns of the file by the names that are needed, without those that it lacks
     */
    RowGroupChoice(List<RowCondition> conditions, Map<String, ColumnDescriptor> columns) {
        this.conditions = conditions;
        this.columns = columns;
    }

    /** Whether rows of the row group may fulfil all conditions. */
    boolean mayHoldWanted(BlockMetaData rowGroup) {
        return conditions.stream().allMatch(condition -> mayHold(rowGroup, condition));
    }

    private boolean mayHold(BlockMetaData rowGroup, RowCondition condition) {
        ColumnDescriptor column = columns.get(condition.column());
        if (column == null) {
            return condition instanceof RowCondition.Absent;
        }
        ColumnChunkMetaData chunk = rowGroup.getColumns().stream()
                .filter(candidate -> candidate.getPath().toDotString().equals(column.getPath()[0]))
                .findFirst()
                .orElse(null);
        Statistics<?> statistics = chunk == null ? null : chunk.getStatistics();
        if (statistics == null) {
            return true;
        }
        if (condition instanceof RowCondition.Absent) {
            return !statistics.isNumNullsSet() || statistics.getNumNulls() > 0;
        }
        if (statistics.isNumNullsSet() && statistics.getNumNulls() == rowGroup.getRowCount()) {
            return false;
        }
        return !statistics.hasNonNullValue() || overlaps(condition, column.getPrimitiveType(), new BoundsDictionary(statistics));
    }

    private static boolean overlaps(RowCondition condition, PrimitiveType type, BoundsDictionary bounds) {
        if (condition instanceof RowCondition.NumberWithin within) {
            NumberType number = NumberType.of(type);
            return number == null || !(number.entry(bounds, LEAST) > within.to()) && !(number.entry(bounds, GREATEST) < within.from());
        }
        if (condition instanceof RowCondition.TimeWithin within) {
            TimeType time = TimeType.of(type);
            return time == null || time.entry(bounds, LEAST) <= within.to() && time.entry(bounds, GREATEST) >= within.from();
        }
        if (condition instanceof TextCondition ofText) {
            return !TextVector.isText(type)
                    || ofText.mayHoldBetween(bounds.decodeToBinary(LEAST).getBytes(), bounds.decodeToBinary(GREATEST).getBytes());
        }
        return true;
    }
}
