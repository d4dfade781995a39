package io.costflow.lineitem;

import io.costflow.lineitem.GroupTable.Numbers;
import io.costflow.lineitem.GroupTable.Texts;
import io.costflow.lineitem.GroupTable.Times;
import io.costflow.lineitem.parquet.NumberVector;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Encodes combined days as bytes: version, rows, dictionaries, tables. A table is its size, then its key columns and its measure columns.
 *
 * <p>Whole numbers are unsigned LEB128. Doubles take eight bytes, little-endian; NULLs among them are bits of a bitmap and take no further byte.
 */
final class CombinedDayCodec {

    /** The first byte. Other versions are refused. */
    static final int VERSION = 1;

    private static final int TEXTS = 0;
    private static final int TIMES = 1;
    private static final int NUMBERS = 2;
    private static final int NUMBERS_WITH_NULLS = 3;

    private static final int MAX_LEB128_BYTES = 10;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private CombinedDayCodec() {}

    static byte[] encode(CombinedDay day) {
        Encoder encoder = new Encoder();
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
        return encoder.all();
    }

    static CombinedDay decode(byte[] bytes) {
        try {
            return new Decoder(bytes).day();
        } catch (IndexOutOfBoundsException damaged) {
            throw new IllegalArgumentException("These bytes are not combined line items, or not all of them. Read their file again.", damaged);
        }
    }

    /** Writes to chunks, which are joined at the end: growing one array would copy and drop several times what a large day takes. */
    private static final class Encoder {

        private static final int FIRST_CHUNK = 1 << 10;
        private static final int LARGEST_CHUNK = 1 << 20;

        private final List<byte[]> full = new ArrayList<>();
        private int fullSize;
        private byte[] bytes = new byte[FIRST_CHUNK];
        private int size;

        byte[] all() {
            byte[] all = new byte[Math.addExact(fullSize, size)];
            int at = 0;
            for (byte[] chunk : full) {
                System.arraycopy(chunk, 0, all, at, chunk.length);
                at += chunk.length;
            }
            System.arraycopy(bytes, 0, all, at, size);
            return all;
        }

        void put(DayDictionary dictionary) {
            put(dictionary.utf8().size());
            for (byte[] text : dictionary.utf8()) {
                put(text.length);
                reserve(text.length);
                System.arraycopy(text, 0, bytes, size, text.length);
                size += text.length;
            }
        }

        void put(List<GroupTable.Column> columns) {
            put(columns.size());
            for (GroupTable.Column column : columns) {
                if (column instanceof Texts texts) {
                    put(TEXTS);
                    put(texts.dictionary().position());
                    for (int id : texts.ids()) {
                        put(id);
                    }
                } else if (column instanceof Times times) {
                    put(TIMES);
                    putDeltas(times.times());
                } else if (column instanceof Numbers numbers) {
                    put(numbers.numbers());
                }
            }
        }

        /** Writes zigzag deltas, which are short because neighbouring instants are close. */
        private void putDeltas(long[] times) {
            long previous = 0;
            for (long time : times) {
                long delta = time - previous;
                put(delta << 1 ^ delta >> Long.SIZE - 1);
                previous = time;
            }
        }

        private void put(double[] numbers) {
            boolean nulls = hasNulls(numbers);
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

        private static boolean hasNulls(double[] numbers) {
            for (double number : numbers) {
                if (Double.isNaN(number)) {
                    return true;
                }
            }
            return false;
        }

        void put(long number) {
            reserve(MAX_LEB128_BYTES);
            long rest = number;
            while ((rest & ~0x7FL) != 0) {
                bytes[size++] = (byte) (rest | 0x80);
                rest >>>= 7;
            }
            bytes[size++] = (byte) rest;
        }

        private void reserve(int count) {
            if (count > bytes.length - size) {
                full.add(size == bytes.length ? bytes : Arrays.copyOf(bytes, size));
                fullSize = Math.addExact(fullSize, size);
                bytes = new byte[Math.max(count, Math.min(LARGEST_CHUNK, 2 * bytes.length))];
                size = 0;
            }
        }
    }

    private static final class Decoder {

        private final byte[] bytes;
        private final List<DayDictionary> dictionaries = new ArrayList<>();
        private int at;

        Decoder(byte[] bytes) {
            this.bytes = bytes;
        }

        CombinedDay day() {
            long version = number();
            if (version != VERSION) {
                throw new IllegalArgumentException("These combined line items have version " + version + ", not " + VERSION + ". Read their file again.");
            }
            long rows = number();
            int dictionaryCount = count();
            for (int position = 0; position < dictionaryCount; position++) {
                dictionaries.add(dictionary(position));
            }
            int tableCount = count();
            List<GroupTable> tables = new ArrayList<>();
            for (int table = 0; table < tableCount; table++) {
                int size = count();
                tables.add(new GroupTable(size, columns(size), columns(size)));
            }
            return new CombinedDay(rows, dictionaries, tables);
        }

        private DayDictionary dictionary(int position) {
            DayDictionary dictionary = new DayDictionary(position);
            int entries = count();
            for (int entry = 0; entry < entries; entry++) {
                int length = count();
                dictionary.add(Arrays.copyOfRange(bytes, at, at + length));
                at += length;
            }
            return dictionary;
        }

        private List<GroupTable.Column> columns(int size) {
            int columnCount = count();
            List<GroupTable.Column> columns = new ArrayList<>();
            for (int column = 0; column < columnCount; column++) {
                int kind = count();
                columns.add(switch (kind) {
                    case TEXTS -> texts(size);
                    case TIMES -> times(size);
                    case NUMBERS -> numbers(size, false);
                    case NUMBERS_WITH_NULLS -> numbers(size, true);
                    default -> throw new IllegalArgumentException(
                            "There is no column of kind " + kind + " in combined line items. Read their file again.");
                });
            }
            return columns;
        }

        private Texts texts(int size) {
            DayDictionary dictionary = dictionaries.get(count());
            int[] ids = new int[size];
            for (int group = 0; group < size; group++) {
                ids[group] = count();
            }
            return new Texts(dictionary, ids);
        }

        private Times times(int size) {
            long[] times = new long[size];
            long previous = 0;
            for (int group = 0; group < size; group++) {
                long zigzag = number();
                previous += zigzag >>> 1 ^ -(zigzag & 1);
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
}
