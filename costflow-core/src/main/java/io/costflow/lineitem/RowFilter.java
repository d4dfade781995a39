package io.costflow.lineitem;

import io.costflow.lineitem.parquet.ColumnBatch;
import io.costflow.lineitem.parquet.TextInterner;
import io.costflow.lineitem.parquet.TextVector;
import java.util.Arrays;
import java.util.List;

/** Drops rows without resource id and tags: rows in which all of some text columns are NULL, empty or <code>{}</code>. Tests each distinct text once. */
final class RowFilter {

    private static final byte[] EMPTY = {};
    private static final byte[] NO_LABELS = {'{', '}'};

    private final List<TextVector> vectors;
    /** By column and id, whether the text has contents. The id of NULL has none. */
    private final boolean[][] hasContents;
    private final int[] tested;
    private final int[] days = new int[ColumnBatch.ROWS];

    /**
     * Filters by columns.
     *
     * @param vectors the columns; without any, no row is dropped
     */
    RowFilter(List<TextVector> vectors) {
        this.vectors = vectors;
        this.hasContents = new boolean[vectors.size()][1];
        this.tested = new int[vectors.size()];
    }

    /** Returns the days of the rows, with {@link MonthDays#NONE} for rows that are dropped. */
    int[] apply(int[] daysOfRows, int rows) {
        if (vectors.isEmpty()) {
            return daysOfRows;
        }
        Arrays.fill(days, 0, rows, MonthDays.NONE);
        for (int column = 0; column < hasContents.length; column++) {
            testNewTexts(column);
            int[] ids = vectors.get(column).ids();
            for (int row = 0; row < rows; row++) {
                if (hasContents[column][ids[row]]) {
                    days[row] = daysOfRows[row];
                }
            }
        }
        return days;
    }

    private void testNewTexts(int column) {
        TextInterner texts = vectors.get(column).texts();
        if (hasContents[column].length <= texts.size()) {
            hasContents[column] = Arrays.copyOf(hasContents[column], 2 * texts.size() + 1);
        }
        for (int id = tested[column] + 1; id <= texts.size(); id++) {
            byte[] text = texts.text(id);
            hasContents[column][id] = !Arrays.equals(text, EMPTY) && !Arrays.equals(text, NO_LABELS);
        }
        tested[column] = texts.size();
    }
}
