package io.costflow.lineitem;

import org.apache.parquet.column.Dictionary;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.io.api.Binary;

/** The least and the greatest value of a column in a row group, as a dictionary of two entries: so they are converted by what converts the values. */
final class BoundsDictionary extends Dictionary {

    /** The entry of the least value. */
    static final int LEAST = 0;

    /** The entry of the greatest value. */
    static final int GREATEST = 1;

    private final Statistics<?> statistics;

    /** @param statistics those of a column that has values */
    BoundsDictionary(Statistics<?> statistics) {
        super(Encoding.PLAIN);
        this.statistics = statistics;
    }

    @Override
    public int getMaxId() {
        return GREATEST;
    }

    @Override
    public Binary decodeToBinary(int entry) {
        return (Binary) bound(entry);
    }

    @Override
    public int decodeToInt(int entry) {
        return (Integer) bound(entry);
    }

    @Override
    public long decodeToLong(int entry) {
        return (Long) bound(entry);
    }

    @Override
    public float decodeToFloat(int entry) {
        return (Float) bound(entry);
    }

    @Override
    public double decodeToDouble(int entry) {
        return (Double) bound(entry);
    }

    private Object bound(int entry) {
        return entry == LEAST ? statistics.genericGetMin() : statistics.genericGetMax();
    }
}
