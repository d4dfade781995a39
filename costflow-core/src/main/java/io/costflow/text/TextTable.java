package io.costflow.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/** Lines up the columns of a table: measures cells, and pads them to the widest of their column. */
public final class TextTable {

    private final Set<Integer> rightAligned;
    private final ToIntFunction<String> width;
    private final List<Integer> widths = new ArrayList<>();

    /**
     * Makes a table whose cells are measured in code points.
     *
     * @param rightAligned the positions of the columns that end at their right edge, such as those of numbers
     */
    public TextTable(Set<Integer> rightAligned) {
        this(rightAligned, text -> text.codePointCount(0, text.length()));
    }

    /** @param width how wide a text is where it is shown */
    public TextTable(Set<Integer> rightAligned, ToIntFunction<String> width) {
        this.rightAligned = Set.copyOf(rightAligned);
        this.width = width;
    }

    /** Makes the columns at least as wide as these cells. */
    public void measure(List<String> cells) {
        for (int i = 0; i < cells.size(); i++) {
            int cell = width.applyAsInt(cells.get(i));
            if (i == widths.size()) {
                widths.add(cell);
            } else if (cell > widths.get(i)) {
                widths.set(i, cell);
            }
        }
    }

    /** Returns the cells padded to the widths of their columns. A cell that is wider stays as it is. */
    public List<String> padded(List<String> cells) {
        List<String> padded = new ArrayList<>(cells.size());
        for (int i = 0; i < cells.size(); i++) {
            String cell = cells.get(i);
            String blanks = " ".repeat(Math.max(0, widths.get(i) - width.applyAsInt(cell)));
            padded.add(rightAligned.contains(i) ? blanks + cell : cell + blanks);
        }
        return padded;
    }

    /** Returns the lines of a whole table, two blanks between the columns. */
    public static String of(List<List<String>> lines, Set<Integer> rightAligned) {
        TextTable table = new TextTable(rightAligned);
        lines.forEach(table::measure);
        return lines.stream().map(line -> String.join("  ", table.padded(line)) + System.lineSeparator()).collect(Collectors.joining());
    }

    /** Returns the width of each column. */
    public List<Integer> widths() {
        return List.copyOf(widths);
    }
}
