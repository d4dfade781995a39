package io.costflow.lineitem;

import io.costflow.lineitem.LineItemRows.Column;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Groups of several files, so that a group that many of them have is there once. */
public final class GatheredGroups {

    private final List<Column> keys;
    private final GroupIndex index;
    private final List<TextInterner> texts = new ArrayList<>();
    private final List<TimeInterner> times = new ArrayList<>();
    private final List<Numbers> numbers = new ArrayList<>();
    private final CountTotals counts = new CountTotals();
    private final int[][] columns;
    private final int[] places = new int[ColumnVector.ROWS];

    /** A total of numbers: its place among all totals, what some groups of a file have, and what all come to. */
    private record Numbers(int total, double[] atHand, MeasureTotals.NumberTotals gathered) {}

    /**
     * @param keys columns of texts and times that tell groups apart
     * @param totals what is kept of each group
     */
    public GatheredGroups(List<Column> keys, List<RowTotal> totals) {
        this.keys = keys;
        this.index = new GroupIndex(1 + keys.size());
        this.columns = new int[1 + keys.size()][ColumnVector.ROWS];
        for (int total = 0; total < totals.size(); total++) {
            if (totals.get(total).kind() != RowTotal.Kind.ROWS) {
                double[] atHand = new double[ColumnVector.ROWS];
                numbers.add(new Numbers(total, atHand, MeasureTotals.of(totals.get(total), atHand)));
            }
        }
        keys.forEach(key -> {
            texts.add(new TextInterner());
            times.add(new TimeInterner());
        });
    }

    /**
     * Adds groups of a file.
     *
     * @param groups the groups at hand
     * @param found how many they are
     * @param folder a number that tells groups of other folders apart, not negative
     */
    public void add(LineItemGroups groups, int found, int folder) {
        int[][] ofFile = new int[keys.size()][];
        for (int key = 0; key < ofFile.length; key++) {
            ofFile[key] = keyNumbers(groups, key);
        }
        Arrays.fill(columns[0], folder);
        for (int from = 0; from < found; from += ColumnVector.ROWS) {
            int rows = Math.min(ColumnVector.ROWS, found - from);
            for (int key = 0; key < ofFile.length; key++) {
                System.arraycopy(ofFile[key], from, columns[1 + key], 0, rows);
            }
            index.find(columns, rows, places);
            counts.add(places, rows, index.size(), groups.counts(), from);
            for (Numbers total : numbers) {
                System.arraycopy(groups.numbers(total.total()), from, total.atHand(), 0, rows);
                total.gathered().add(places, rows, index.size());
            }
        }
    }

    private int[] keyNumbers(LineItemGroups groups, int key) {
        return switch (keys.get(key).role()) {
            case TEXT -> {
                int[] ofFile = groups.textNumbers(key);
                LineItemRows.Texts textsOfFile = groups.texts(key);
                int[] known = new int[textsOfFile.size() + 1];
                yield IntStream.of(ofFile).map(number -> number == TextInterner.NULL ? number : textNumber(key, number, textsOfFile, known)).toArray();
            }
            case TIME -> Arrays.stream(groups.times(key)).mapToInt(times.get(key)::numberOf).toArray();
            case NUMBER -> throw new IllegalArgumentException("Numbers tell no groups apart, but \"" + keys.get(key).name() + "\" is one.");
        };
    }

    private int textNumber(int key, int ofFile, LineItemRows.Texts textsOfFile, int[] known) {
        if (known[ofFile] == TextInterner.NULL) {
            byte[] text = textsOfFile.utf8(ofFile);
            known[ofFile] = texts.get(key).numberOf(text, 0, text.length);
        }
        return known[ofFile];
    }

    /** How many groups there are. */
    public int size() {
        return index.size();
    }

    /** The folder that each group is of. */
    public int[] folders() {
        return IntStream.range(0, size()).map(group -> index.key(group, 0)).toArray();
    }

    /** The values of a key that is a text, each given by its number among {@link #texts}. */
    public int[] textNumbers(int key) {
        return IntStream.range(0, size()).map(group -> index.key(group, 1 + key)).toArray();
    }

    /** The distinct texts of a key. */
    public LineItemRows.Texts texts(int key) {
        return new LineItemRows.Texts(texts.get(key));
    }

    /** The values of a key that is a time, in microseconds since 1970-01-01 UTC; NULL is {@link LineItemRows#NO_TIME}. */
    public long[] times(int key) {
        return IntStream.range(0, size()).mapToLong(group -> times.get(key).time(index.key(group, 1 + key))).toArray();
    }

    /** A total of numbers, at least as many as there are groups; NULL is NaN. */
    public double[] numbers(int total) {
        return numbers.stream().filter(candidate -> candidate.total() == total).findFirst().orElseThrow().gathered().totals(size());
    }

    /** How many rows each group has, at least as many as there are groups. */
    public long[] counts() {
        return counts.counts(size());
    }
}
