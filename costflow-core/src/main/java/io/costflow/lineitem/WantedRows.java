package io.costflow.lineitem;

import java.io.IOException;
import java.util.List;

/** Those rows of a Parquet file that fulfil conditions. */
public final class WantedRows {

    private final LineItemRows rows;
    private final RowSelection selection;
    private final int[] marks = new int[ColumnVector.ROWS];
    private final int[] places = new int[ColumnVector.ROWS];
    private int rowsTaken;

    /**
     * @param rows the file's rows, which are taken by this object alone
     * @param tests what must hold, said of columns that are read; none when every row is wanted
     */
    public WantedRows(LineItemRows rows, List<RowCondition> tests) {
        this.rows = rows;
        this.selection = rows.selection(tests);
    }

    /**
     * Goes on until there are wanted rows and returns how many they are: 0 at the end of the file.
     *
     * @throws IOException when the storage fails
     * @throws UnreadableFileException when the contents are wrong
     */
    public int next() throws IOException, UnreadableFileException {
        rowsTaken = 0;
        int wanted = 0;
        while (wanted == 0) {
            int found = rows.next();
            if (found == 0) {
                return 0;
            }
            rowsTaken += found;
            selection.mark(marks, found);
            for (int row = 0; row < found; row++) {
                if (marks[row] >= 0) {
                    places[wanted] = row;
                    wanted++;
                }
            }
        }
        return wanted;
    }

    /** Where a wanted row is among the rows at hand. */
    public int place(int wanted) {
        return places[wanted];
    }

    /** How many rows were looked at for those at hand. */
    public int rowsTaken() {
        return rowsTaken;
    }
}
