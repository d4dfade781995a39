package io.costflow.lineitem.parquet;

import java.util.List;
import java.util.Map;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.api.Binary;
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
        return !statistics.hasNonNullValue() || overlaps(condition, column.getPrimitiveType(), new Bounds(statistics));
    }

    private static boolean overlaps(RowCondition condition, PrimitiveType type, Bounds bounds) {
        if (condition instanceof RowCondition.NumberWithin within) {
            NumberDecoder number = NumberDecoder.of(type);
            return number == null || !(number.entry(bounds, Bounds.MIN) > within.to()) && !(number.entry(bounds, Bounds.MAX) < within.from());
        }
        if (condition instanceof RowCondition.TimeWithin within) {
            TimeDecoder time = TimeDecoder.of(type);
            return time == null || time.entry(bounds, Bounds.MIN) <= within.to() && time.entry(bounds, Bounds.MAX) >= within.from();
        }
        if (condition instanceof TextCondition ofText) {
            return !TextVector.isText(type)
                    || ofText.mayHoldBetween(bounds.decodeToBinary(Bounds.MIN).getBytes(), bounds.decodeToBinary(Bounds.MAX).getBytes());
        }
        return true;
    }

    /** Presents the smallest and the largest value as a dictionary of two entries, so that the decoders of the values convert them. */
    private static final class Bounds extends Dictionary {

        static final int MIN = 0;
        static final int MAX = 1;

        private final Statistics<?> statistics;

        Bounds(Statistics<?> statistics) {
            super(Encoding.PLAIN);
            this.statistics = statistics;
        }

        @Override
        public int getMaxId() {
            return MAX;
        }

        @Override
        public Binary decodeToBinary(int id) {
            return (Binary) bound(id);
        }

        @Override
        public int decodeToInt(int id) {
            return (Integer) bound(id);
        }

        @Override
        public long decodeToLong(int id) {
            return (Long) bound(id);
        }

        @Override
        public float decodeToFloat(int id) {
            return (Float) bound(id);
        }

        @Override
        public double decodeToDouble(int id) {
            return (Double) bound(id);
        }

        private Object bound(int id) {
            return id == MIN ? statistics.genericGetMin() : statistics.genericGetMax();
        }
    }
}
