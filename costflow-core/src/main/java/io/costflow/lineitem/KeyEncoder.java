package io.costflow.lineitem;

import io.costflow.lineitem.parquet.ColumnBatch;
import io.costflow.lineitem.parquet.ColumnRole;
import io.costflow.lineitem.parquet.NumberVector;
import io.costflow.lineitem.parquet.TextVector;
import io.costflow.lineitem.parquet.TimeVector;
import java.util.concurrent.TimeUnit;

/** Encodes the values of a key as ids: equal values have equal ids, and 0 is NULL. */
sealed interface KeyEncoder {

    /** Returns the ids for the rows of the current batch. The ids of rows whose day is negative are undefined. */
    int[] ids(int[] days, int rows);

    /** Decodes the ids of groups. */
    GroupTable.Column column(int[] ids, DayDictionary.Builder dictionaries);

    static KeyEncoder of(Key key, ColumnBatch batch) {
        return key.kind() == Key.Kind.DAY
                ? new DayKey(batch.time(key.column()), new LongInterner(), new int[ColumnBatch.ROWS])
                : of(key.column(), key.role(), batch);
    }

    static KeyEncoder of(String column, ColumnRole role, ColumnBatch batch) {
        return switch (role) {
            case TEXT -> new TextKey(batch.text(column));
            case TIME -> new TimeKey(batch.time(column), new LongInterner(), new int[ColumnBatch.ROWS]);
            case NUMBER, NUMBER_OR_TEXT -> new NumberKey(batch.number(column), new LongInterner(), new int[ColumnBatch.ROWS]);
        };
    }

    /** A text, whose ids are those of the vector. */
    record TextKey(TextVector vector) implements KeyEncoder {

        @Override
        public int[] ids(int[] days, int rows) {
            return vector.ids();
        }

        @Override
        public GroupTable.Column column(int[] ids, DayDictionary.Builder dictionaries) {
            return dictionaries.column(vector.texts(), ids);
        }
    }

    /** An instant. Only the instants of wanted rows are interned, so there are at most as many as groups. */
    record TimeKey(TimeVector vector, LongInterner interner, int[] ids) implements KeyEncoder {

        @Override
        public int[] ids(int[] days, int rows) {
            long[] times = vector.values();
            for (int row = 0; row < rows; row++) {
                if (days[row] >= 0) {
                    ids[row] = interner.intern(times[row]);
                }
            }
            return ids;
        }

        @Override
        public GroupTable.Column column(int[] idsOfGroups, DayDictionary.Builder dictionaries) {
            return new GroupTable.Times(interner.values(idsOfGroups));
        }
    }

    /** The day of an instant. */
    record DayKey(TimeVector vector, LongInterner interner, int[] ids) implements KeyEncoder {

        private static final long MICROS_PER_DAY = TimeUnit.DAYS.toMicros(1);

        @Override
        public int[] ids(int[] days, int rows) {
            long[] times = vector.values();
            for (int row = 0; row < rows; row++) {
                if (days[row] >= 0) {
                    long time = times[row];
                    ids[row] = interner.intern(time == TimeVector.NULL ? TimeVector.NULL : time - Math.floorMod(time, MICROS_PER_DAY));
                }
            }
            return ids;
        }

        @Override
        public GroupTable.Column column(int[] idsOfGroups, DayDictionary.Builder dictionaries) {
            return new GroupTable.Times(interner.values(idsOfGroups));
        }
    }

    /** A number. NULL is a number too, NaN, and no zero is negative. */
    record NumberKey(NumberVector vector, LongInterner interner, int[] ids) implements KeyEncoder {

        @Override
        public int[] ids(int[] days, int rows) {
            double[] numbers = vector.values();
            for (int row = 0; row < rows; row++) {
                if (days[row] >= 0) {
                    ids[row] = interner.intern(Double.doubleToLongBits(numbers[row] + 0.0));
                }
            }
            return ids;
        }

        @Override
        public GroupTable.Column column(int[] idsOfGroups, DayDictionary.Builder dictionaries) {
            double[] numbers = new double[idsOfGroups.length];
            for (int group = 0; group < numbers.length; group++) {
                numbers[group] = Double.longBitsToDouble(interner.value(idsOfGroups[group]));
            }
            return new GroupTable.Numbers(numbers);
        }
    }
}
