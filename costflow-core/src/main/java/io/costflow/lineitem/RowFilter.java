package io.costflow.lineitem;

import io.costflow.lineitem.parquet.ColumnBatch;
import io.costflow.lineitem.parquet.TextInterner;
import io.costflow.lineitem.parquet.TextVector;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Drops rows that say nothing of interest, such as those without resource id and tags: rows in which all of some text columns are NULL, empty or <code>{}</code>, or
 * lack a text. Tests each distinct text once.
 */
final class RowFilter {

    private static final byte[] EMPTY = {};
    private static final byte[] NO_LABELS = {'{', '}'};

    private final List<TextVector> vectors;
    private final byte[] contained;
    /** By column and id, whether the text has contents. The id of NULL has none. */
    private final boolean[][] hasContents;
    private final int[] tested;
    private final int[] days = new int[ColumnBatch.ROWS];

    /**
     * Filters by columns.
     *
     * @param vectors the columns; without any, no row is dropped
     * @param contained what the text of one of them must contain, or null
     */
    RowFilter(List<TextVector> vectors, String contained) {
        this.vectors = vectors;
        this.contained = contained == null ? EMPTY : contained.getBytes(StandardCharsets.UTF_8);
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
            hasContents[column][id] = !Arrays.equals(text, EMPTY) && !Arrays.equals(text, NO_LABELS) && contains(text, contained);
        }
        tested[column] = texts.size();
    }

    private static boolean contains(byte[] text, byte[] part) {
        for (int from = 0; from <= text.length - part.length; from++) {
            if (Arrays.equals(text, from, from + part.length, part, 0, part.length)) {
                return true;
            }
        }
        return false;
    }
}
