package io.costflow.lineitem;

import io.costflow.lineitem.LineItemGroups.Aggregate;
import io.costflow.lineitem.parquet.ColumnBatch;
import io.costflow.lineitem.parquet.NumberVector;
import io.costflow.lineitem.parquet.TextInterner;
import io.costflow.lineitem.parquet.TextVector;
import java.util.Arrays;

/** Accumulates one measure for every group. */
interface MeasureAccumulator {

    /**
     * Adds the rows of the current batch, in their order.
     *
     * @param groups the group of every row, negative when the row is not wanted
     * @param rows the number of rows
     * @param groupCount the number of groups so far
     */
    void add(int[] groups, int rows, int groupCount);

    /** Returns the values of some groups. */
    GroupTable.Column column(int[] groups, DayDictionary.Builder dictionaries);

    static MeasureAccumulator of(Measure measure, ColumnBatch batch) {
        if (measure instanceof Measure.Sum sum) {
            return new SumAccumulator(batch.number(sum.column()).values());
        } else if (measure instanceof Measure.Max max) {
            return new MaxAccumulator(batch.number(max.column()).values());
        } else if (measure instanceof Measure.MaxOfNumberOrText max) {
            return new MaxAccumulator(batch.number(max.column()).values());
        } else if (measure instanceof Measure.SumOfMember sum) {
            return new SumOfMemberAccumulator(batch.text(sum.column()), sum.decimal());
        } else if (measure instanceof Measure.Count) {
            return new CountAccumulator();
        } else if (measure instanceof Measure.SumOfEffective effective) {
            return new EffectiveAccumulator(batch.number(effective.column()), batch.number(effective.usage()), batch.number(effective.request()));
        }
        return new MaxTextAccumulator(batch.text(((Measure.MaxText) measure).column()));
    }

    /**
     * Creates the accumulator of an aggregate other than COUNT.
     *
     * @param numbers the array that holds the numbers of the current batch
     */
    static NumberAccumulator of(Aggregate aggregate, double[] numbers) {
        return switch (aggregate.function()) {
            case SUM -> new SumAccumulator(numbers);
            case MIN -> new MinAccumulator(numbers);
            case MAX -> new MaxAccumulator(numbers);
            case COUNT -> throw new IllegalArgumentException("Rows are counted by RowCounts.");
        };
    }

    /** Accumulates numbers. NaN stands for NULL, as in the vectors. */
    abstract class NumberAccumulator implements MeasureAccumulator {

        private double[] totals = new double[0];

        /** Returns the values, at least as many as there are groups. */
        final double[] values(int groupCount) {
            int size = totals.length;
            if (groupCount > size) {
                totals = Arrays.copyOf(totals, Math.max(groupCount, 2 * size));
                Arrays.fill(totals, size, totals.length, NumberVector.NULL);
            }
            return totals;
        }

        @Override
        public final GroupTable.Column column(int[] groups, DayDictionary.Builder dictionaries) {
            double[] numbers = new double[groups.length];
            for (int at = 0; at < numbers.length; at++) {
                numbers[at] = totals[groups[at]];
            }
            return new GroupTable.Numbers(numbers);
        }

        static double plus(double total, double value) {
            return Double.isNaN(total) ? value : total + value;
        }
    }

    /** Accumulates a {@link Measure.Sum}. */
    final class SumAccumulator extends NumberAccumulator {

        private final double[] numbers;

        SumAccumulator(double[] numbers) {
            this.numbers = numbers;
        }

        @Override
        public void add(int[] groups, int rows, int groupCount) {
            double[] totals = values(groupCount);
            for (int row = 0; row < rows; row++) {
                int group = groups[row];
                double number = numbers[row];
                if (group >= 0 && !Double.isNaN(number)) {
                    totals[group] = plus(totals[group], number);
                }
            }
        }
    }

    /** Accumulates a {@link Measure.Max} or a {@link Measure.MaxOfNumberOrText}. */
    final class MaxAccumulator extends NumberAccumulator {

        private final double[] numbers;

        MaxAccumulator(double[] numbers) {
            this.numbers = numbers;
        }

        @Override
        public void add(int[] groups, int rows, int groupCount) {
            double[] totals = values(groupCount);
            for (int row = 0; row < rows; row++) {
                int group = groups[row];
                double number = numbers[row];
                if (group >= 0 && !Double.isNaN(number) && !(totals[group] >= number)) {
                    totals[group] = number;
                }
            }
        }
    }

    /** Accumulates a {@link Measure.SumOfMember}. Each distinct text is parsed once. */
    final class SumOfMemberAccumulator extends NumberAccumulator {

        private final TextVector vector;
        private final DecimalMember member;
        /** By the id of the text; NULL has id 0 and no units. */
        private long[] units = new long[1];
        private int known;

        SumOfMemberAccumulator(TextVector vector, DecimalMember member) {
            this.vector = vector;
            this.member = member;
        }

        @Override
        public void add(int[] groups, int rows, int groupCount) {
            parseNewTexts();
            double[] totals = values(groupCount);
            int[] ids = vector.ids();
            for (int row = 0; row < rows; row++) {
                int group = groups[row];
                if (group >= 0) {
                    totals[group] = plus(totals[group], units[ids[row]]);
                }
            }
        }

        private void parseNewTexts() {
            TextInterner texts = vector.texts();
            if (texts.size() >= units.length) {
                units = Arrays.copyOf(units, Math.max(texts.size() + 1, 2 * units.length));
            }
            while (known < texts.size()) {
                known++;
                units[known] = member.units(texts.text(known));
            }
        }
    }

    /** Accumulates a {@link Measure.Count}. */
    final class CountAccumulator extends NumberAccumulator {

        @Override
        public void add(int[] groups, int rows, int groupCount) {
            double[] totals = values(groupCount);
            for (int row = 0; row < rows; row++) {
                if (groups[row] >= 0) {
                    totals[groups[row]] = plus(totals[groups[row]], 1);
                }
            }
        }
    }

    /** Accumulates the smallest number. */
    final class MinAccumulator extends NumberAccumulator {

        private final double[] numbers;

        MinAccumulator(double[] numbers) {
            this.numbers = numbers;
        }

        @Override
        public void add(int[] groups, int rows, int groupCount) {
            double[] totals = values(groupCount);
            for (int row = 0; row < rows; row++) {
                int group = groups[row];
                double number = numbers[row];
                if (group >= 0 && !Double.isNaN(number) && !(totals[group] <= number)) {
                    totals[group] = number;
                }
            }
        }
    }

    /** Accumulates a {@link Measure.SumOfEffective}. */
    final class EffectiveAccumulator extends NumberAccumulator {

        private final NumberVector effective;
        private final NumberVector usage;
        private final NumberVector request;

        EffectiveAccumulator(NumberVector effective, NumberVector usage, NumberVector request) {
            this.effective = effective;
            this.usage = usage;
            this.request = request;
        }

        @Override
        public void add(int[] groups, int rows, int groupCount) {
            double[] totals = values(groupCount);
            double[] reported = effective.values();
            double[] used = usage.values();
            double[] requested = request.values();
            for (int row = 0; row < rows; row++) {
                int group = groups[row];
                // Math.max is NaN, so NULL, when one of the two is
                double number = Double.isNaN(reported[row]) ? Math.max(used[row], requested[row]) : reported[row];
                if (group >= 0 && !Double.isNaN(number)) {
                    totals[group] = plus(totals[group], number);
                }
            }
        }
    }

    /** Accumulates a {@link Measure.MaxText}. */
    final class MaxTextAccumulator implements MeasureAccumulator {

        private final TextVector vector;
        private int[] largest = new int[0];

        MaxTextAccumulator(TextVector vector) {
            this.vector = vector;
        }

        @Override
        public void add(int[] groups, int rows, int groupCount) {
            if (groupCount > largest.length) {
                largest = Arrays.copyOf(largest, Math.max(groupCount, 2 * largest.length));
            }
            int[] ids = vector.ids();
            for (int row = 0; row < rows; row++) {
                int group = groups[row];
                int id = ids[row];
                if (group >= 0 && id != TextInterner.NULL && id != largest[group]
                        && (largest[group] == TextInterner.NULL || vector.texts().compare(id, largest[group]) > 0)) {
                    largest[group] = id;
                }
            }
        }

        @Override
        public GroupTable.Column column(int[] groups, DayDictionary.Builder dictionaries) {
            int[] ids = new int[groups.length];
            for (int at = 0; at < ids.length; at++) {
                ids[at] = largest[groups[at]];
            }
            return dictionaries.column(vector.texts(), ids);
        }
    }
}
