package io.costflow.lineitem;

import io.costflow.lineitem.LineItemRows.Column;
import io.costflow.lineitem.MeasureTotals.NumberTotals;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The line items of a Parquet file, combined into groups that agree in some columns. Groups are handed on before they become too many, so that there can be
 * several of the same keys: whoever takes them has to combine them again.
 */
public final class LineItemGroups {

    /** A file has 200,000 rows or so; so many groups stay in the processor's cache. */
    private static final int MOST_GROUPS = 1 << 16;

    private final LineItemRows rows;
    private final List<Column> keys;
    private final List<RowTotal> totals;
    private final RowSelection selection;
    private final int[] wanted = new int[ColumnVector.ROWS];
    private final int[] groups = new int[ColumnVector.ROWS];
    private List<KeyValues> keyValues;
    private List<NumberTotals> numberTotals;
    private CountTotals counts;
    private GroupIndex index;
    private int rowsTaken;

    /**
     * @param rows the file's rows, which are taken by this object alone
     * @param keys columns of texts and times that tell groups apart; without any, all rows are one group
     * @param totals what is kept of each group
     * @param tests what must hold for a row to be wanted, said of columns that are read
     */
    public LineItemGroups(LineItemRows rows, List<Column> keys, List<RowTotal> totals, List<RowCondition> tests) {
        this.rows = rows;
        this.keys = keys;
        this.totals = totals;
        this.selection = rows.selection(tests);
    }

    /**
     * Combines the next rows and returns how many groups they make: 0 at the end of the file.
     *
     * @throws IOException when the storage fails
     * @throws UnreadableFileException when the contents are wrong
     */
    public int next() throws IOException, UnreadableFileException {
        begin();
        int[][] columns = new int[1 + keyValues.size()][];
        // a first key that all wanted rows have, since there may be no other
        columns[0] = wanted;
        while (index.size() < MOST_GROUPS) {
            int found = rows.next();
            if (found == 0) {
                break;
            }
            rowsTaken += found;
            selection.mark(wanted, found);
            for (int key = 0; key < keyValues.size(); key++) {
                columns[1 + key] = keyValues.get(key).numbers(wanted, found);
            }
            index.find(columns, found, groups);
            for (NumberTotals total : numberTotals) {
                total.add(groups, found, index.size());
            }
            counts.add(groups, found, index.size());
        }
        return index.size();
    }

    private void begin() {
        rowsTaken = 0;
        index = new GroupIndex(1 + keys.size());
        keyValues = keys.stream().map(rows::keyValues).toList();
        numberTotals = totals.stream().filter(total -> total.kind() != RowTotal.Kind.ROWS).map(rows::totals).toList();
        counts = new CountTotals();
    }

    /** How many rows the groups at hand were made of. */
    public int rowsTaken() {
        return rowsTaken;
    }

    /** The values of a key that is a text, each given by its number among {@link LineItemRows#texts}. */
    public int[] textNumbers(int key) {
        return IntStream.range(0, index.size()).map(group -> index.key(group, 1 + key)).toArray();
    }

    /** The distinct texts of a key that were met so far. */
    LineItemRows.Texts texts(int key) {
        return rows.texts(keys.get(key).name());
    }

    /** The values of a key that is a time, in microseconds since 1970-01-01 UTC; NULL is {@link LineItemRows#NO_TIME}. */
    public long[] times(int key) {
        KeyValues.OfTime times = (KeyValues.OfTime) keyValues.get(key);
        return IntStream.range(0, index.size()).mapToLong(group -> times.interner().time(index.key(group, 1 + key))).toArray();
    }

    /** A total of numbers, at least as many as there are groups; NULL is NaN. */
    public double[] numbers(int total) {
        int place = (int) totals.subList(0, total).stream().filter(before -> before.kind() != RowTotal.Kind.ROWS).count();
        return numberTotals.get(place).totals(index.size());
    }

    /** How many rows each group has, at least as many as there are groups. */
    public long[] counts() {
        return counts.counts(index.size());
    }
}
