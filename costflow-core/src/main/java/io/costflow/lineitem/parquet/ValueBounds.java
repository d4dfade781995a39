package io.costflow.lineitem.parquet;

import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.api.Binary;

/** Presents the smallest and the largest value of a column in a row group as a dictionary of two entries, so that the decoders of the values convert them. */
final class ValueBounds extends Dictionary {

    static final int MIN = 0;
    static final int MAX = 1;

    private final Statistics<?> statistics;

    ValueBounds(Statistics<?> statistics) {
        super(Encoding.PLAIN);
        this.statistics = statistics;
    }

    /** Returns the statistics of a column in a row group, or null when the footer has none. */
    static Statistics<?> statistics(BlockMetaData rowGroup, ColumnDescriptor column) {
        for (ColumnChunkMetaData chunk : rowGroup.getColumns()) {
            if (chunk.getPath().toDotString().equals(column.getPath()[0])) {
                return chunk.getStatistics();
            }
        }
        return null;
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
