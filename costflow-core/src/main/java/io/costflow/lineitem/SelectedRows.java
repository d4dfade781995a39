package io.costflow.lineitem;

import io.costflow.lineitem.parquet.ColumnBatch;
import io.costflow.lineitem.parquet.ColumnVector;
import io.costflow.lineitem.parquet.NumberVector;
import io.costflow.lineitem.parquet.RowCondition;
import io.costflow.lineitem.parquet.TextCondition;
import io.costflow.lineitem.parquet.TextInterner;
import io.costflow.lineitem.parquet.TextVector;
import io.costflow.lineitem.parquet.TimeVector;
import io.costflow.lineitem.parquet.UnreadableFileException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/** Selects the rows of a Parquet file that fulfil all of some conditions. */
public final class SelectedRows {

    private final LineItemRows rows;
    private final List<IntPredicate> tests;
    private final int[] marks = new int[ColumnBatch.ROWS];
    private final int[] positions = new int[ColumnBatch.ROWS];
    private int rowsRead;

    /**
     * Selects rows.
     *
     * @param rows the file's rows; they must be read by this object alone
     * @param conditions conditions on columns that are read; without any, every row is selected
     */
    public SelectedRows(LineItemRows rows, List<RowCondition> conditions) {
        this.rows = rows;
        this.tests = conditions.stream().map(condition -> test(condition, rows.batch())).toList();
    }

    /**
     * Reads up to the next batch with selected rows and returns the number of those, or 0 at the end of the file.
     *
     * @throws IOException when the storage fails
     * @throws UnreadableFileException when the contents are wrong
     */
    public int next() throws IOException, UnreadableFileException {
        rowsRead = 0;
        int selected = 0;
        while (selected == 0) {
            int found = nextBatch();
            if (found == 0) {
                return 0;
            }
            rowsRead += found;
            for (int row = 0; row < found; row++) {
                if (marks[row] >= 0) {
                    positions[selected] = row;
                    selected++;
                }
            }
        }
        return selected;
    }

    /** Returns the position of a selected row in the batch. */
    public int position(int selected) {
        return positions[selected];
    }

    /** Returns the number of rows that the last call of {@link #next} read. */
    public int rowsRead() {
        return rowsRead;
    }

    /** Reads the next batch, marks its rows and returns their number, or 0 at the end of the file. */
    int nextBatch() throws IOException, UnreadableFileException {
        int found = rows.next();
        Arrays.fill(marks, 0, found, 0);
        for (IntPredicate test : tests) {
            for (int row = 0; row < found; row++) {
                if (!test.test(row)) {
                    marks[row] = GroupByHash.NONE;
                }
            }
        }
        return found;
    }

    /** Returns 0 for each selected row of the batch, {@link GroupByHash#NONE} for the others. */
    int[] marks() {
        return marks;
    }

    private static IntPredicate test(RowCondition condition, ColumnBatch batch) {
        if (condition instanceof RowCondition.NumberWithin within) {
            double[] numbers = batch.number(within.column()).values();
            return row -> numbers[row] >= within.from() && numbers[row] <= within.to();
        } else if (condition instanceof RowCondition.TimeWithin within) {
            long[] times = batch.time(within.column()).values();
            return row -> times[row] >= within.from() && times[row] <= within.to();
        } else if (condition instanceof TextCondition ofText) {
            return new TextTest(ofText, batch.text(ofText.column()));
        } else if (condition instanceof RowCondition.Absent absent) {
            return isNull(batch.column(absent.column()));
        }
        return isNull(batch.column(condition.column())).negate();
    }

    private static IntPredicate isNull(ColumnVector column) {
        if (column instanceof NumberVector vector) {
            double[] numbers = vector.values();
            return row -> Double.isNaN(numbers[row]);
        } else if (column instanceof TimeVector vector) {
            long[] times = vector.values();
            return row -> times[row] == TimeVector.NULL;
        }
        int[] ids = ((TextVector) column).ids();
        return row -> ids[row] == TextInterner.NULL;
    }

    /** Tests each distinct text once. */
    private static final class TextTest implements IntPredicate {

        private static final byte HOLDS = 1;
        private static final byte FAILS = 2;

        private final Predicate<byte[]> test;
        private final int[] ids;
        private final TextInterner texts;
        private byte[] results = new byte[64];

        TextTest(TextCondition condition, TextVector vector) {
            this.test = condition.test();
            this.ids = vector.ids();
            this.texts = vector.texts();
        }

        @Override
        public boolean test(int row) {
            int id = ids[row];
            if (id == TextInterner.NULL) {
                return false;
            }
            if (id >= results.length) {
                results = Arrays.copyOf(results, Math.max(texts.size() + 1, 2 * results.length));
            }
            if (results[id] == 0) {
                results[id] = test.test(texts.text(id)) ? HOLDS : FAILS;
            }
            return results[id] == HOLDS;
        }
    }
}
