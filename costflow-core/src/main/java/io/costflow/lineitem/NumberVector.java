package io.costflow.lineitem;

import java.io.IOException;
import java.util.Arrays;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.column.values.ValuesReader;

/** A column of numbers. A measure is never NaN, so NaN stands for NULL here and in all totals. */
final class NumberVector extends ColumnVector {

    /** What stands for NULL. */
    static final double NULL = Double.NaN;

    private final double[] numbers = new double[ROWS];
    private final NumberType type;
    private double[] entries;

    NumberVector(NeededColumn needed, ColumnDescriptor column) {
        super(needed, column);
        this.type = column == null ? null : NumberType.of(column.getPrimitiveType());
        Arrays.fill(numbers, column == null && needed.zeroWhenAbsent() ? 0 : NULL);
    }

    /** The numbers of the rows at hand. */
    double[] numbers() {
        return numbers;
    }

    @Override
    boolean canConvert() {
        return type != null;
    }

    @Override
    void useDictionary(Dictionary dictionary) {
        entries = new double[dictionary == null ? 0 : dictionary.getMaxId() + 1];
        for (int entry = 0; entry < entries.length; entry++) {
            entries[entry] = type.entry(dictionary, entry);
        }
    }

    @Override
    void decode(ColumnPages run, int from, int rows) throws IOException, UnreadableFileException {
        if (run.presentCount() == 0) {
            Arrays.fill(numbers, from, from + rows, NULL);
            return;
        }
        if (run.byDictionary()) {
            decodeEntries(run, from, rows);
        } else {
            decodeValues(run, from, rows);
        }
    }

    private void decodeEntries(ColumnPages run, int from, int rows) throws IOException, UnreadableFileException {
        boolean[] present = run.present();
        int[] places = run.entries();
        int next = 0;
        for (int row = 0; row < rows; row++) {
            numbers[from + row] = present[row] ? finite(entries[places[next++]]) : NULL;
        }
    }

    private void decodeValues(ColumnPages run, int from, int rows) throws IOException, UnreadableFileException {
        boolean[] present = run.present();
        ValuesReader values = run.values();
        for (int row = 0; row < rows; row++) {
            numbers[from + row] = present[row] ? finite(type.value(values)) : NULL;
        }
    }

    private double finite(double number) throws UnreadableFileException {
        if (Math.abs(number) <= Double.MAX_VALUE) {
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
