package io.costflow.lineitem.parquet;

import java.io.IOException;
import java.util.Arrays;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.column.values.ValuesReader;
import org.apache.parquet.schema.PrimitiveType;

/** Holds a column of doubles. NaN stands for NULL: a file whose column holds NaN or an infinity is unreadable. */
public final class NumberVector extends ColumnVector {

    /** Stands for NULL. */
    public static final double NULL = Double.NaN;

    private final double[] values = new double[ColumnBatch.ROWS];
    private final NumberDecoder decoder;
    private double[] dictionary;

    NumberVector(RequestedColumn request, ColumnDescriptor column) {
        super(request, column);
        this.decoder = column == null ? null : decoder(request.role(), column.getPrimitiveType());
        Arrays.fill(values, column == null && request.zeroWhenAbsent() ? 0 : NULL);
    }

    private static NumberDecoder decoder(ColumnRole role, PrimitiveType type) {
        return role == ColumnRole.NUMBER_OR_TEXT && TextVector.isText(type) ? NumberDecoder.OF_TEXT : NumberDecoder.of(type);
    }

    /** Returns the numbers of the current batch, always the same array. */
    public double[] values() {
        return values;
    }

    @Override
    boolean canConvert() {
        return decoder != null;
    }

    @Override
    void useDictionary(Dictionary entries) {
        dictionary = new double[entries == null ? 0 : entries.getMaxId() + 1];
        for (int id = 0; id < dictionary.length; id++) {
            dictionary[id] = decoder.entry(entries, id);
        }
    }

    @Override
    void decode(ColumnChunkReader run, int from, int rows) throws IOException, UnreadableFileException {
        if (run.presentCount() == 0) {
            Arrays.fill(values, from, from + rows, NULL);
            return;
        }
        if (run.isDictionaryEncoded()) {
            decodeIds(run, from, rows);
        } else {
            decodeValues(run, from, rows);
        }
    }

    private void decodeIds(ColumnChunkReader run, int from, int rows) throws IOException, UnreadableFileException {
        boolean[] present = run.present();
        int[] ids = run.ids();
        int next = 0;
        for (int row = 0; row < rows; row++) {
            values[from + row] = present[row] ? allowed(dictionary[ids[next++]]) : NULL;
        }
    }

    private void decodeValues(ColumnChunkReader run, int from, int rows) throws IOException, UnreadableFileException {
        boolean[] present = run.present();
        ValuesReader reader = run.values();
        for (int row = 0; row < rows; row++) {
            values[from + row] = present[row] ? allowed(decoder.value(reader)) : NULL;
        }
    }

    private double allowed(double number) throws UnreadableFileException {
        if (Math.abs(number) <= Double.MAX_VALUE || decoder == NumberDecoder.OF_TEXT) {
            return number;
        }
        throw notFinite(number);
    }

    private UnreadableFileException notFinite(double number) {
        return new UnreadableFileException(
                "Column \"%s\" holds %s, which is not a number that can be added up. Write the file again with a number or NULL in its place."
                        .formatted(name(), number),
                name(),
                null);
    }
}
