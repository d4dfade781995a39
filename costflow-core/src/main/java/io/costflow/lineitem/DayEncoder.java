package io.costflow.lineitem;

import io.costflow.lineitem.GroupColumn.Numbers;
import io.costflow.lineitem.GroupColumn.Texts;
import io.costflow.lineitem.GroupColumn.Times;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/**
 * Writes a combined day as bytes: version, rows, dictionaries, tables. A table is its size and its columns, keys first. Whole numbers take as few bytes as they
 * need; doubles take eight, and NULL among them takes none beyond one bit.
 */
final class DayEncoder {

    /** The first byte; another version cannot be decoded. */
    static final int VERSION = 1;

    static final int TEXTS = 0;
    static final int TIMES = 1;
    static final int NUMBERS = 2;
    static final int NUMBERS_WITH_NULLS = 3;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[] bytes = new byte[1024];
    private int size;

    private DayEncoder() {}

    static byte[] encode(CombinedDay day) {
        DayEncoder encoder = new DayEncoder();
        encoder.put(VERSION);
        encoder.put(day.rows());
        encoder.put(day.dictionaries().size());
        day.dictionaries().forEach(encoder::put);
        encoder.put(day.tables().size());
        for (GroupTable table : day.tables()) {
            encoder.put(table.size());
            encoder.put(table.keys());
            encoder.put(table.measures());
        }
        return Arrays.copyOf(encoder.bytes, encoder.size);
    }

    private void put(TextDictionary dictionary) {
        put(dictionary.utf8().size());
        for (byte[] text : dictionary.utf8()) {
            put(text.length);
            reserve(text.length);
            System.arraycopy(text, 0, bytes, size, text.length);
            size += text.length;
        }
    }

    private void put(List<GroupColumn> columns) {
        put(columns.size());
        for (GroupColumn column : columns) {
            if (column instanceof Texts texts) {
                put(TEXTS);
                put(texts.dictionary().place());
                for (int number : texts.numbers()) {
                    put(number);
                }
            } else if (column instanceof Times times) {
                put(TIMES);
                putDifferences(times.times());
            } else if (column instanceof Numbers numbers) {
                put(numbers.numbers());
            }
        }
    }

    /** Neighbours are near each other; signs go to the lowest bit, so that small differences are short both ways. */
    private void putDifferences(long[] times) {
        long previous = 0;
        for (long time : times) {
            long difference = time - previous;
            put(difference << 1 ^ difference >> Long.SIZE - 1);
            previous = time;
        }
    }

    private void put(double[] numbers) {
        boolean nulls = Arrays.stream(numbers).anyMatch(Double::isNaN);
        put(nulls ? NUMBERS_WITH_NULLS : NUMBERS);
        if (nulls) {
            int bitmap = (numbers.length + Byte.SIZE - 1) / Byte.SIZE;
            reserve(bitmap);
            for (int group = 0; group < numbers.length; group++) {
                if (Double.isNaN(numbers[group])) {
                    bytes[size + group / Byte.SIZE] |= (byte) (1 << group % Byte.SIZE);
                }
            }
            size += bitmap;
        }
        reserve(Math.multiplyExact(numbers.length, Double.BYTES));
        for (double number : numbers) {
            if (!Double.isNaN(number)) {
                LONGS.set(bytes, size, Double.doubleToRawLongBits(number));
                size += Double.BYTES;
            }
        }
    }

    /** Seven bits per byte, the lowest first; the highest bit says that more follow. */
    private void put(long number) {
        reserve(10);
        long rest = number;
        while ((rest & ~0x7FL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    private void reserve(int count) {
        int needed = Math.addExact(size, count);
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 8L, Math.max(needed, 2L * bytes.length)));
        }
    }
}
