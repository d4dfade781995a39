package io.costflow.lineitem;

import java.io.IOException;
import java.util.Arrays;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.column.values.ValuesReader;

/** A column of instants, in microseconds since 1970-01-01 UTC. */
final class TimeVector extends ColumnVector {

    /** What stands for NULL. */
    static final long NULL = Long.MIN_VALUE;

    private final long[] times = new long[ROWS];
    private final TimeType type;
    private long[] entries;

    TimeVector(NeededColumn needed, ColumnDescriptor column) {
        super(needed, column);
        this.type = column == null ? null : TimeType.of(column.getPrimitiveType());
        Arrays.fill(times, NULL);
    }

    /** The instants of the rows at hand. */
    long[] times() {
        return times;
    }

    @Override
    boolean canConvert() {
        return type != null;
    }

    @Override
    void useDictionary(Dictionary dictionary) {
        entries = new long[dictionary == null ? 0 : dictionary.getMaxId() + 1];
        for (int entry = 0; entry < entries.length; entry++) {
            entries[entry] = type.entry(dictionary, entry);
        }
    }

    @Override
    void decode(ColumnPages run, int from, int rows) throws IOException {
        if (run.presentCount() == 0) {
            Arrays.fill(times, from, from + rows, NULL);
            return;
        }
        boolean[] present = run.present();
        if (run.byDictionary()) {
            int[] places = run.entries();
            int next = 0;
            for (int row = 0; row < rows; row++) {
                times[from + row] = present[row] ? entries[places[next++]] : NULL;
            }
        } else {
            ValuesReader values = run.values();
            for (int row = 0; row < rows; row++) {
                times[from + row] = present[row] ? type.value(values) : NULL;
            }
        }
    }
}
