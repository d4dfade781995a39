package io.costflow.lineitem.parquet;

import java.io.IOException;
import java.util.Arrays;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.column.values.ValuesReader;

/** Holds a column of instants, in microseconds since 1970-01-01 UTC. */
public final class TimeVector extends ColumnVector {

    /** Stands for NULL. */
    public static final long NULL = Long.MIN_VALUE;

    private final long[] values = new long[ColumnBatch.ROWS];
    private final TimeDecoder decoder;
    private long[] dictionary;

    TimeVector(RequestedColumn request, ColumnDescriptor column) {
        super(request, column);
        this.decoder = column == null ? null : TimeDecoder.of(column.getPrimitiveType());
        Arrays.fill(values, NULL);
    }

    /** Returns the instants of the current batch, always the same array. */
    public long[] values() {
        return values;
    }

    @Override
    boolean canConvert() {
        return decoder != null;
    }

    @Override
    void useDictionary(Dictionary entries) {
        dictionary = new long[entries == null ? 0 : entries.getMaxId() + 1];
        for (int id = 0; id < dictionary.length; id++) {
            dictionary[id] = decoder.entry(entries, id);
        }
    }

    @Override
    void decode(ColumnChunkReader run, int from, int rows) throws IOException {
        if (run.presentCount() == 0) {
            Arrays.fill(values, from, from + rows, NULL);
            return;
        }
        boolean[] present = run.present();
        if (run.isDictionaryEncoded()) {
            int[] ids = run.ids();
            int next = 0;
            for (int row = 0; row < rows; row++) {
                values[from + row] = present[row] ? dictionary[ids[next++]] : NULL;
            }
        } else {
            ValuesReader reader = run.values();
            for (int row = 0; row < rows; row++) {
                values[from + row] = present[row] ? decoder.value(reader) : NULL;
            }
        }
    }
}
