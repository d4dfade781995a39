package io.costflow.lineitem;

import java.util.Arrays;
import java.util.List;

/** Leaves out rows in which none of some text columns says anything. Each distinct text is judged once. */
final class TellingRows {

    private static final byte[] EMPTY = {};
    private static final byte[] NO_LABELS = {'{', '}'};

    private final List<TextVector> vectors;
    private final boolean[][] telling;
    private final int[] judged;
    private final int[] days = new int[ColumnVector.ROWS];

    TellingRows(List<TextVector> vectors) {
        this.vectors = vectors;
        this.telling = new boolean[vectors.size()][1];
        this.judged = new int[vectors.size()];
    }

    /** The days of the rows, without those that are left out. */
    int[] of(int[] daysOfRows, int rows) {
        if (vectors.isEmpty()) {
            return daysOfRows;
        }
        Arrays.fill(days, 0, rows, MonthDays.NONE);
        for (int column = 0; column < telling.length; column++) {
            judgeNewTexts(column);
            int[] numbers = vectors.get(column).numbers();
            for (int row = 0; row < rows; row++) {
                if (telling[column][numbers[row]]) {
                    days[row] = daysOfRows[row];
                }
            }
        }
        return days;
    }

    /** NULL has the number 0 and says nothing. */
    private void judgeNewTexts(int column) {
        TextInterner texts = vectors.get(column).texts();
        if (telling[column].length <= texts.size()) {
            telling[column] = Arrays.copyOf(telling[column], 2 * texts.size() + 1);
        }
        for (int number = judged[column] + 1; number <= texts.size(); number++) {
            byte[] text = texts.text(number);
            telling[column][number] = !Arrays.equals(text, EMPTY) && !Arrays.equals(text, NO_LABELS);
        }
        judged[column] = texts.size();
    }
}
