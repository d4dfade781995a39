package io.costflow.sql.lake;

import io.costflow.lineitem.LineItemRows;
import java.util.Arrays;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.data.binary.BinaryStringData;

/** The values of a column in the rows at hand, as SQL has them. */
sealed interface ColumnValues {

    boolean isNull(int row);

    /** Numbers. */
    record Numbers(double[] values) implements ColumnValues {
        @Override
        public boolean isNull(int row) {
            return Double.isNaN(values[row]);
        }
    }

    /** How many there are. */
    record Counts(long[] values) implements ColumnValues {
        @Override
        public boolean isNull(int row) {
            return false;
        }
    }

    /** Instants. */
    record Times(long[] values) implements ColumnValues {
        private static final long MICROS_PER_MILLI = 1000;

        @Override
        public boolean isNull(int row) {
            return values[row] == LineItemRows.NO_TIME;
        }

        /** Times have milliseconds in koku's files and tables, and are cut down to them. */
        TimestampData at(int row) {
            return TimestampData.fromEpochMillis(Math.floorDiv(values[row], MICROS_PER_MILLI));
        }
    }

    /** A text that all rows have. */
    record SameText(BinaryStringData value) implements ColumnValues {
        @Override
        public boolean isNull(int row) {
            return false;
        }
    }

    /** Texts that the folders of the rows give, each by its place. */
    record FolderTexts(int[] places, BinaryStringData[] values) implements ColumnValues {
        @Override
        public boolean isNull(int row) {
            return false;
        }
    }

    /** Texts. Each distinct one becomes an object once in a file, whatever number of rows has it. */
    final class Texts implements ColumnValues {
        private static final int FIRST = 64;

        private final int[] numbers;
        private final LineItemRows.Texts texts;
        private BinaryStringData[] made = new BinaryStringData[FIRST];

        Texts(int[] numbers, LineItemRows.Texts texts) {
            this.numbers = numbers;
            this.texts = texts;
        }

        @Override
        public boolean isNull(int row) {
            return numbers[row] == LineItemRows.NO_TEXT;
        }

        BinaryStringData at(int row) {
            int number = numbers[row];
            if (number >= made.length) {
                made = Arrays.copyOf(made, Math.max(texts.size() + 1, 2 * made.length));
            }
            BinaryStringData text = made[number];
            if (text == null) {
                text = BinaryStringData.fromBytes(texts.utf8(number));
                made[number] = text;
            }
            return text;
        }
    }
}
