package io.costflow.lineitem;

import java.util.Arrays;

/** The values of one key as numbers: equal values have equal numbers, and 0 is NULL. */
interface KeyValues {

    /** The numbers for the rows at hand; those of rows that are not wanted do not matter. */
    int[] numbers(int[] days, int rows);

    /** The values of groups, given their numbers. */
    GroupColumn column(int[] numbers, DayDictionaries dictionaries);

    static KeyValues of(Key key, VectorSet vectors) {
        return of(key.column(), key.role(), vectors);
    }

    static KeyValues of(String column, ColumnRole role, VectorSet vectors) {
        return switch (role) {
            case TEXT -> new OfText(vectors.text(column));
            case TIME -> new OfTime(vectors.time(column), new TimeInterner(), new int[ColumnVector.ROWS]);
            case NUMBER -> throw new IllegalArgumentException("A key is text or a time, but \"" + column + "\" is a number.");
        };
    }

    /** A key that is a text, numbered while it is decoded. */
    record OfText(TextVector vector) implements KeyValues {

        @Override
        public int[] numbers(int[] days, int rows) {
            return vector.numbers();
        }

        @Override
        public GroupColumn column(int[] numbers, DayDictionaries dictionaries) {
            return dictionaries.column(vector.texts(), numbers);
        }
    }

    /** A key that is an instant. Only those of wanted rows are numbered, so that there are not more of them than groups. */
    record OfTime(TimeVector vector, TimeInterner interner, int[] numbers) implements KeyValues {

        @Override
        public int[] numbers(int[] days, int rows) {
            long[] times = vector.times();
            for (int row = 0; row < rows; row++) {
                if (days[row] >= 0) {
                    numbers[row] = interner.numberOf(times[row]);
                }
            }
            return numbers;
        }

        @Override
        public GroupColumn column(int[] groupNumbers, DayDictionaries dictionaries) {
            return new GroupColumn.Times(Arrays.stream(groupNumbers).mapToLong(interner::time).toArray());
        }
    }
}
