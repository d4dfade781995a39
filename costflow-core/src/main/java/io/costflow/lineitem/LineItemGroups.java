package io.costflow.lineitem;

import io.costflow.lineitem.LineItemRows.Column;
import io.costflow.lineitem.MeasureAccumulator.NumberAccumulator;
import io.costflow.lineitem.parquet.ColumnBatch;
import io.costflow.lineitem.parquet.RowCondition;
import io.costflow.lineitem.parquet.UnreadableFileException;
import java.io.IOException;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Groups the line items of a Parquet file by any columns. Groups are emitted before they become too many, so the same keys can be emitted more than once: the
 * consumer has to merge them, as {@link MergedGroups} does.
 */
public final class LineItemGroups {

    /** Groups that are held at once: a file has about 200,000 rows, and so many groups stay in the processor's cache. */
    private static final int MAX_GROUPS = 1 << 16;

    private final LineItemRows rows;
    private final List<Column> keys;
    private final List<Aggregate> aggregates;
    private final SelectedRows selection;
    private final int[] groups = new int[ColumnBatch.ROWS];
    private List<KeyEncoder> encoders;
    private List<NumberAccumulator> accumulators;
    private RowCounts counts;
    private GroupByHash hash;
    private int rowsRead;

    /**
     * An aggregate of the rows of a group.
     *
     * @param function the function
     * @param column its column of numbers; null for {@link Function#COUNT}
     */
    public record Aggregate(Function function, String column) implements Serializable {

        /** The functions. NULLs are ignored; where there are only NULLs, the result is NULL. */
        public enum Function {
            /** The sum. */
            SUM,
            /** The smallest number. */
            MIN,
            /** The largest number. */
            MAX,
            /** The number of rows. */
            COUNT
        }
    }

    /**
     * Groups rows.
     *
     * @param rows the file's rows; they must be read by this object alone
     * @param keys columns of texts and times to group by; without any, all rows are one group
     * @param aggregates the aggregates of each group
     * @param conditions conditions on columns that are read; rows that fail one are ignored
     */
    public LineItemGroups(LineItemRows rows, List<Column> keys, List<Aggregate> aggregates, List<RowCondition> conditions) {
        this.rows = rows;
        this.keys = keys;
        this.aggregates = aggregates;
        this.selection = new SelectedRows(rows, conditions);
    }

    /**
     * Groups the next rows and returns the number of groups, or 0 at the end of the file.
     *
     * @throws IOException when the storage fails
     * @throws UnreadableFileException when the contents are wrong
     */
    public int next() throws IOException, UnreadableFileException {
        reset();
        int[][] columns = new int[1 + encoders.size()][];
        int[] marks = selection.marks();
        // a first key that is the same for all selected rows, since there may be no other
        columns[0] = marks;
        while (hash.size() < MAX_GROUPS) {
            int found = selection.nextBatch();
            if (found == 0) {
                break;
            }
            rowsRead += found;
            for (int key = 0; key < encoders.size(); key++) {
                columns[1 + key] = encoders.get(key).ids(marks, found);
            }
            hash.find(columns, found, groups);
            for (NumberAccumulator accumulator : accumulators) {
                accumulator.add(groups, found, hash.size());
            }
            counts.add(groups, found, hash.size());
        }
        return hash.size();
    }

    private void reset() {
        rowsRead = 0;
        hash = new GroupByHash(1 + keys.size());
        encoders = keys.stream().map(key -> KeyEncoder.of(key.name(), key.role(), rows.batch())).toList();
        accumulators = aggregates.stream()
                .filter(aggregate -> aggregate.function() != Aggregate.Function.COUNT)
                .map(aggregate -> MeasureAccumulator.of(aggregate, rows.numbers(aggregate.column())))
                .toList();
        counts = new RowCounts();
    }

    /** Returns the number of rows that the last call of {@link #next} read. */
    public int rowsRead() {
        return rowsRead;
    }

    /** Returns the values of a key that is a text, as ids of {@link LineItemRows#texts}. */
    public int[] textIds(int key) {
        return IntStream.range(0, hash.size()).map(group -> hash.key(group, 1 + key)).toArray();
    }

    /** Returns the distinct texts of a key that were read so far. */
    LineItemRows.Texts texts(int key) {
        return rows.texts(keys.get(key).name());
    }

    /** Returns the values of a key that is a time, in microseconds since 1970-01-01 UTC. NULL is {@link LineItemRows#NO_TIME}. */
    public long[] times(int key) {
        KeyEncoder.TimeKey encoder = (KeyEncoder.TimeKey) encoders.get(key);
        return IntStream.range(0, hash.size()).mapToLong(group -> encoder.interner().value(hash.key(group, 1 + key))).toArray();
    }

    /** Returns an aggregate of numbers, at least as many as there are groups. NULL is NaN. */
    public double[] numbers(int aggregate) {
        int position = (int) aggregates.subList(0, aggregate).stream().filter(before -> before.function() != Aggregate.Function.COUNT).count();
        return accumulators.get(position).values(hash.size());
    }

    /** Returns the number of rows of each group, at least as many as there are groups. */
    public long[] counts() {
        return counts.values(hash.size());
    }

    /** Counts the rows of every group. */
    static final class RowCounts {

        private long[] counts = new long[0];

        /** Returns the counts, at least as many as there are groups. */
        long[] values(int groupCount) {
            if (groupCount > counts.length) {
                counts = Arrays.copyOf(counts, Math.max(groupCount, 2 * counts.length));
            }
            return counts;
        }

        /** Counts rows, given the group of each, which is negative when the row is not wanted. */
        void add(int[] groups, int rows, int groupCount) {
            long[] all = values(groupCount);
            for (int row = 0; row < rows; row++) {
                if (groups[row] >= 0) {
                    all[groups[row]]++;
                }
            }
        }

        /** Adds counts from a position on, given the group of each. */
        void add(int[] groups, int rows, int groupCount, long[] counted, int from) {
            long[] all = values(groupCount);
            for (int row = 0; row < rows; row++) {
                all[groups[row]] += counted[from + row];
            }
        }
    }
}
