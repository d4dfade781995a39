package io.costflow.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** In what two tables differ: how many rows, and the first of them in words. */
public final class RowDifferences {
    private static final int SHOWN = 5;
    private static final int MEASURES_SHOWN = 6;

    private final int expected;
    private final int found;
    private final List<String> shown = new ArrayList<>();
    private int missing;
    private int unexpected;
    private int wrong;
    private List<String> absentColumns = List.of();

    RowDifferences(int expected, int found) {
        this.expected = expected;
        this.found = found;
    }

    /** Whether every row has its match. */
    public boolean isEmpty() {
        return missing + unexpected + wrong == 0 && absentColumns.isEmpty();
    }

    /** Expected rows that are not there. */
    public int missing() {
        return missing;
    }

    /** Rows that are there and not expected. */
    public int unexpected() {
        return unexpected;
    }

    /** Rows with the right key and another measure. */
    public int wrong() {
        return wrong;
    }

    void missing(int rows) {
        missing += rows;
    }

    void unexpected(int rows) {
        unexpected += rows;
    }

    void absentColumns(List<String> columns) {
        absentColumns = columns;
    }

    void missing(int rows, List<String> columns, List<String> key) {
        missing(rows);
        show("missing", columns, key, "");
    }

    void unexpected(int rows, List<String> columns, List<String> key) {
        unexpected(rows);
        show("not expected", columns, key, "");
    }

    void wrong(List<String> columns, List<String> key, List<String> measures) {
        wrong++;
        show("differs", columns, key, " | " + measures.stream().limit(MEASURES_SHOWN).collect(Collectors.joining("; ")));
    }

    private void show(String kind, List<String> columns, List<String> key, String detail) {
        if (shown.size() < SHOWN) {
            shown.add("  " + kind + ": " + IntStream.range(0, key.size())
                    .filter(i -> key.get(i) != null)
                    .mapToObj(i -> columns.get(i) + "=" + key.get(i))
                    .collect(Collectors.joining(", ")) + detail);
        }
    }

    /** The counts, then the first differences, one on each line. */
    @Override
    public String toString() {
        if (!absentColumns.isEmpty()) {
            return "columns not found: " + String.join(", ", absentColumns);
        }
        String counts = expected + " rows expected, " + found + " found: "
                + missing + " missing, " + unexpected + " not expected, " + wrong + " with other values";
        return shown.isEmpty() ? counts : counts + "\n" + String.join("\n", shown);
    }
}
