package io.costflow.lineitem;

import io.costflow.lineitem.LineItemGroups.Aggregate;
import io.costflow.lineitem.LineItemGroups.RowCounts;
import io.costflow.lineitem.LineItemRows.Column;
import io.costflow.lineitem.MeasureAccumulator.NumberAccumulator;
import io.costflow.lineitem.parquet.ColumnBatch;
import io.costflow.lineitem.parquet.TextInterner;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Merges the groups of several files: groups with the same keys become one. */
public final class MergedGroups {

    private final List<Column> keys;
    private final GroupByHash hash;
    private final List<TextInterner> texts = new ArrayList<>();
    private final List<LongInterner> times = new ArrayList<>();
    private final List<Numbers> numbers = new ArrayList<>();
    private final RowCounts counts = new RowCounts();
    private final int[][] columns;
    private final int[] merged = new int[ColumnBatch.ROWS];

    /** An aggregate of numbers: its position among all aggregates, a batch of the values of a file, and the merged values. */
    private record Numbers(int aggregate, double[] batch, NumberAccumulator accumulator) {}

    /**
     * Merges groups.
     *
     * @param keys columns of texts and times to group by
     * @param aggregates the aggregates of each group
     */
    public MergedGroups(List<Column> keys, List<Aggregate> aggregates) {
        this.keys = keys;
        this.hash = new GroupByHash(1 + keys.size());
        this.columns = new int[1 + keys.size()][ColumnBatch.ROWS];
        for (int aggregate = 0; aggregate < aggregates.size(); aggregate++) {
            if (aggregates.get(aggregate).function() != Aggregate.Function.COUNT) {
                double[] batch = new double[ColumnBatch.ROWS];
                numbers.add(new Numbers(aggregate, batch, MeasureAccumulator.of(aggregates.get(aggregate), batch)));
            }
        }
        keys.forEach(key -> {
            texts.add(new TextInterner());
            times.add(new LongInterner());
        });
    }

    /**
     * Adds the current groups of a file.
     *
     * @param groups the groups
     * @param found their number
     * @param folder a further key, not negative: groups of different folders are not merged
     */
    public void add(LineItemGroups groups, int found, int folder) {
        int[][] idsOfKeys = new int[keys.size()][];
        for (int key = 0; key < idsOfKeys.length; key++) {
            idsOfKeys[key] = ids(groups, key);
        }
        Arrays.fill(columns[0], folder);
        for (int from = 0; from < found; from += ColumnBatch.ROWS) {
            int rows = Math.min(ColumnBatch.ROWS, found - from);
            for (int key = 0; key < idsOfKeys.length; key++) {
                System.arraycopy(idsOfKeys[key], from, columns[1 + key], 0, rows);
            }
            hash.find(columns, rows, merged);
            counts.add(merged, rows, hash.size(), groups.counts(), from);
            for (Numbers number : numbers) {
                System.arraycopy(groups.numbers(number.aggregate()), from, number.batch(), 0, rows);
                number.accumulator().add(merged, rows, hash.size());
            }
        }
    }

    private int[] ids(LineItemGroups groups, int key) {
        return switch (keys.get(key).role()) {
            case TEXT -> {
                LineItemRows.Texts textsOfFile = groups.texts(key);
                int[] known = new int[textsOfFile.size() + 1];
                yield IntStream.of(groups.textIds(key)).map(id -> id == TextInterner.NULL ? id : textId(key, id, textsOfFile, known)).toArray();
            }
            case TIME -> Arrays.stream(groups.times(key)).mapToInt(times.get(key)::intern).toArray();
            case NUMBER, NUMBER_OR_TEXT -> throw new IllegalArgumentException("A key is text or a time, but \"" + keys.get(key).name() + "\" is a number.");
        };
    }

    private int textId(int key, int idInFile, LineItemRows.Texts textsOfFile, int[] known) {
        if (known[idInFile] == TextInterner.NULL) {
            byte[] text = textsOfFile.utf8(idInFile);
            known[idInFile] = texts.get(key).intern(text, 0, text.length);
        }
        return known[idInFile];
    }

    /** Returns the number of groups. */
    public int size() {
        return hash.size();
    }

    /** Returns the folder of each group. */
    public int[] folders() {
        return IntStream.range(0, size()).map(group -> hash.key(group, 0)).toArray();
    }

    /** Returns the values of a key that is a text, as ids of {@link #texts}. */
    public int[] textIds(int key) {
        return IntStream.range(0, size()).map(group -> hash.key(group, 1 + key)).toArray();
    }

    /** Returns the distinct texts of a key. */
    public LineItemRows.Texts texts(int key) {
        return new LineItemRows.Texts(texts.get(key));
    }

    /** Returns the values of a key that is a time, in microseconds since 1970-01-01 UTC. NULL is {@link LineItemRows#NO_TIME}. */
    public long[] times(int key) {
        return IntStream.range(0, size()).mapToLong(group -> times.get(key).value(hash.key(group, 1 + key))).toArray();
    }

    /** Returns an aggregate of numbers, at least as many as there are groups. NULL is NaN. */
    public double[] numbers(int aggregate) {
        return numbers.stream().filter(number -> number.aggregate() == aggregate).findFirst().orElseThrow().accumulator().values(size());
    }

    /** Returns the number of rows of each group, at least as many as there are groups. */
    public long[] counts() {
        return counts.values(size());
    }
}
