package io.costflow.lineitem;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/** Tells which of the rows at hand fulfil conditions on single columns. */
final class RowSelection {

    private final List<IntPredicate> tests;

    /**
     * @param conditions what must hold; none when every row is wanted
     * @param vectors the columns, among them those of the conditions
     */
    RowSelection(List<RowCondition> conditions, VectorSet vectors) {
        this.tests = conditions.stream().map(condition -> test(condition, vectors)).toList();
    }

    /** Sets the marks of wanted rows to 0, and those of the others to {@link GroupIndex#NONE}. */
    void mark(int[] marks, int rows) {
        Arrays.fill(marks, 0, rows, 0);
        for (IntPredicate test : tests) {
            for (int row = 0; row < rows; row++) {
                if (!test.test(row)) {
                    marks[row] = GroupIndex.NONE;
                }
            }
        }
    }

    private static IntPredicate test(RowCondition condition, VectorSet vectors) {
        if (condition instanceof RowCondition.NumberWithin within) {
            double[] numbers = vectors.number(within.column()).numbers();
            return row -> numbers[row] >= within.from() && numbers[row] <= within.to();
        } else if (condition instanceof RowCondition.TimeWithin within) {
            long[] times = vectors.time(within.column()).times();
            return row -> times[row] >= within.from() && times[row] <= within.to();
        } else if (condition instanceof TextCondition ofText) {
            return new TextTest(ofText, vectors.text(ofText.column()));
        } else if (condition instanceof RowCondition.Absent absent) {
            return isNull(vectors.any(absent.column()));
        }
        return isNull(vectors.any(condition.column())).negate();
    }

    private static IntPredicate isNull(ColumnVector column) {
        if (column instanceof NumberVector vector) {
            double[] numbers = vector.numbers();
            return row -> Double.isNaN(numbers[row]);
        } else if (column instanceof TimeVector vector) {
            long[] times = vector.times();
            return row -> times[row] == TimeVector.NULL;
        }
        int[] numbers = ((TextVector) column).numbers();
        return row -> numbers[row] == TextInterner.NULL;
    }

    /** Tests every distinct text once. */
    private static final class TextTest implements IntPredicate {

        private static final byte FULFILS = 1;
        private static final byte FAILS = 2;

        private final Predicate<byte[]> test;
        private final int[] numbers;
        private final TextInterner texts;
        private byte[] known = new byte[64];

        TextTest(TextCondition condition, TextVector vector) {
            this.test = condition.test();
            this.numbers = vector.numbers();
            this.texts = vector.texts();
        }

        @Override
        public boolean test(int row) {
            int number = numbers[row];
            if (number == TextInterner.NULL) {
                return false;
            }
            if (number >= known.length) {
                known = Arrays.copyOf(known, Math.max(texts.size() + 1, 2 * known.length));
            }
            if (known[number] == 0) {
                known[number] = test.test(texts.text(number)) ? FULFILS : FAILS;
            }
            return known[number] == FULFILS;
        }
    }
}
