package io.costflow.lineitem;

import io.costflow.lineitem.GroupColumn.Numbers;
import io.costflow.lineitem.GroupColumn.Texts;
import io.costflow.lineitem.GroupColumn.Times;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads what {@link DayEncoder} wrote. */
final class DayDecoder {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] bytes;
    private final List<TextDictionary> dictionaries = new ArrayList<>();
    private int at;

    DayDecoder(byte[] bytes) {
        this.bytes = bytes;
    }

    CombinedDay day() {
        try {
            long version = number();
            if (version != DayEncoder.VERSION) {
                throw new IllegalArgumentException(
                        "These combined line items have version " + version + ", not " + DayEncoder.VERSION + ". Read their file again.");
            }
            long rows = number();
            int dictionaryCount = count();
            for (int place = 0; place < dictionaryCount; place++) {
                dictionaries.add(dictionary(place));
            }
            int tableCount = count();
            List<GroupTable> tables = new ArrayList<>();
            for (int table = 0; table < tableCount; table++) {
                int size = count();
                tables.add(new GroupTable(size, columns(size), columns(size)));
            }
            return new CombinedDay(rows, dictionaries, tables);
        } catch (IndexOutOfBoundsException damaged) {
            throw new IllegalArgumentException("These bytes are not combined line items, or not all of them. Read their file again.", damaged);
        }
    }

    private TextDictionary dictionary(int place) {
        TextDictionary dictionary = new TextDictionary(place);
        int entries = count();
        for (int entry = 0; entry < entries; entry++) {
            int length = count();
            dictionary.add(Arrays.copyOfRange(bytes, at, at + length));
            at += length;
        }
        return dictionary;
    }

    private List<GroupColumn> columns(int size) {
        int columnCount = count();
        List<GroupColumn> columns = new ArrayList<>();
        for (int column = 0; column < columnCount; column++) {
            int kind = count();
            columns.add(switch (kind) {
                case DayEncoder.TEXTS -> texts(size);
                case DayEncoder.TIMES -> times(size);
                case DayEncoder.NUMBERS -> numbers(size, false);
                case DayEncoder.NUMBERS_WITH_NULLS -> numbers(size, true);
                default -> throw new IllegalArgumentException("There is no column of kind " + kind + " in combined line items. Read their file again.");
            });
        }
        return columns;
    }

    private Texts texts(int size) {
        TextDictionary dictionary = dictionaries.get(count());
        int[] numbers = new int[size];
        for (int group = 0; group < size; group++) {
            numbers[group] = count();
        }
        return new Texts(dictionary, numbers);
    }

    private Times times(int size) {
        long[] times = new long[size];
        long previous = 0;
        for (int group = 0; group < size; group++) {
            long folded = number();
            previous += folded >>> 1 ^ -(folded & 1);
            times[group] = previous;
        }
        return new Times(times);
    }

    private Numbers numbers(int size, boolean nulls) {
        double[] numbers = new double[size];
        int bitmap = at;
        at += nulls ? (size + Byte.SIZE - 1) / Byte.SIZE : 0;
        for (int group = 0; group < size; group++) {
            if (nulls && (bytes[bitmap + group / Byte.SIZE] >> group % Byte.SIZE & 1) != 0) {
                numbers[group] = NumberVector.NULL;
            } else {
                numbers[group] = Double.longBitsToDouble((long) LONGS.get(bytes, at));
                at += Double.BYTES;
            }
        }
        return new Numbers(numbers);
    }

    private int count() {
        return (int) number();
    }

    private long number() {
        long number = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = bytes[at++];
            number |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return number;
            }
        }
    }
}
