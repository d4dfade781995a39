package io.costflow.lineitem;

import java.util.Arrays;
import java.util.stream.IntStream;

/** What one measure comes to in every group so far. */
interface MeasureTotals {

    /**
     * Adds the rows at hand in their order.
     *
     * @param groups the group of every row, negative when it is not wanted
     * @param rows how many rows there are
     * @param groupCount how many groups there are by now
     */
    void add(int[] groups, int rows, int groupCount);

    /** The totals of some groups. */
    GroupColumn column(int[] groups, DayDictionaries dictionaries);

    static MeasureTotals of(Measure measure, VectorSet vectors) {
        if (measure instanceof Measure.Sum sum) {
            return new SumTotals(vectors.number(sum.column()).numbers());
        } else if (measure instanceof Measure.Max max) {
            return new MaxTotals(vectors.number(max.column()).numbers());
        } else if (measure instanceof Measure.SumOfEffective effective) {
            return new EffectiveTotals(vectors.number(effective.column()), vectors.number(effective.usage()), vectors.number(effective.request()));
        }
        return new TextTotals(vectors.text(((Measure.MaxText) measure).column()));
    }

    /** @param numbers holds the numbers of the rows at hand, each time that rows are added */
    static NumberTotals of(RowTotal total, double[] numbers) {
        return switch (total.kind()) {
            case SUM -> new SumTotals(numbers);
            case LEAST -> new MinTotals(numbers);
            case GREATEST -> new MaxTotals(numbers);
            case ROWS -> throw new IllegalArgumentException("Rows are counted for all totals at once.");
        };
    }

    /** Totals that are numbers; NaN stands for NULL, as in the vectors. */
    abstract class NumberTotals implements MeasureTotals {

        private double[] totals = new double[0];

        /** The totals, with room for a number of groups. */
        final double[] totals(int groupCount) {
            int size = totals.length;
            if (groupCount > size) {
                totals = Arrays.copyOf(totals, Math.max(groupCount, 2 * size));
                Arrays.fill(totals, size, totals.length, NumberVector.NULL);
            }
            return totals;
        }

        @Override
        public final GroupColumn column(int[] groups, DayDictionaries dictionaries) {
            return new GroupColumn.Numbers(IntStream.of(groups).mapToDouble(group -> totals[group]).toArray());
        }

        static double plus(double total, double value) {
            return Double.isNaN(total) ? value : total + value;
        }
    }

    /** {@link Measure.Sum}. */
    final class SumTotals extends NumberTotals {

        private final double[] numbers;

        SumTotals(double[] numbers) {
            this.numbers = numbers;
        }

        @Override
        public void add(int[] groups, int rows, int groupCount) {
            double[] totals = totals(groupCount);
            for (int row = 0; row < rows; row++) {
                int group = groups[row];
                double number = numbers[row];
                if (group >= 0 && !Double.isNaN(number)) {
                    totals[group] = plus(totals[group], number);
                }
            }
        }
    }

    /** {@link Measure.Max}. */
    final class MaxTotals extends NumberTotals {

        private final double[] numbers;

        MaxTotals(double[] numbers) {
            this.numbers = numbers;
        }

        @Override
        public void add(int[] groups, int rows, int groupCount) {
            double[] totals = totals(groupCount);
            for (int row = 0; row < rows; row++) {
                int group = groups[row];
                double number = numbers[row];
                if (group >= 0 && !Double.isNaN(number) && !(totals[group] >= number)) {
                    totals[group] = number;
                }
            }
        }
    }

    /** The least number. */
    final class MinTotals extends NumberTotals {

        private final double[] numbers;

        MinTotals(double[] numbers) {
            this.numbers = numbers;
        }

        @Override
        public void add(int[] groups, int rows, int groupCount) {
            double[] totals = totals(groupCount);
            for (int row = 0; row < rows; row++) {
                int group = groups[row];
                double number = numbers[row];
                if (group >= 0 && !Double.isNaN(number) && !(totals[group] <= number)) {
                    totals[group] = number;
                }
            }
        }
    }

    /** {@link Measure.SumOfEffective}. */
    final class EffectiveTotals extends NumberTotals {

        private final NumberVector effective;
        private final NumberVector usage;
        private final NumberVector request;

        EffectiveTotals(NumberVector effective, NumberVector usage, NumberVector request) {
            this.effective = effective;
            this.usage = usage;
            this.request = request;
        }

        @Override
        public void add(int[] groups, int rows, int groupCount) {
            double[] totals = totals(groupCount);
            double[] reported = effective.numbers();
            double[] used = usage.numbers();
            double[] requested = request.numbers();
            for (int row = 0; row < rows; row++) {
                int group = groups[row];
                // The maximum is NaN, so NULL, when one of the two is.
                double number = Double.isNaN(reported[row]) ? Math.max(used[row], requested[row]) : reported[row];
                if (group >= 0 && !Double.isNaN(number)) {
                    totals[group] = plus(totals[group], number);
                }
            }
        }
    }

    /** {@link Measure.MaxText}. */
    final class TextTotals implements MeasureTotals {

        private final TextVector vector;
        private int[] largest = new int[0];

        TextTotals(TextVector vector) {
            this.vector = vector;
        }

        @Override
        public void add(int[] groups, int rows, int groupCount) {
            if (groupCount > largest.length) {
                largest = Arrays.copyOf(largest, Math.max(groupCount, 2 * largest.length));
            }
            int[] numbers = vector.numbers();
            for (int row = 0; row < rows; row++) {
                int group = groups[row];
                int number = numbers[row];
                if (group >= 0 && number != TextInterner.NULL && number != largest[group]
                        && (largest[group] == TextInterner.NULL || vector.texts().compare(number, largest[group]) > 0)) {
                    largest[group] = number;
                }
            }
        }

        @Override
        public GroupColumn column(int[] groups, DayDictionaries dictionaries) {
            return dictionaries.column(vector.texts(), IntStream.of(groups).map(group -> largest[group]).toArray());
        }
    }
}
