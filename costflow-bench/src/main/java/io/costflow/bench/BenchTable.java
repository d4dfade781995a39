package io.costflow.bench;

import io.costflow.text.TextTable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Measurements as a table: what was measured of Costflow, what it is compared with, their ratio and its target. Aligned, and Markdown as well. */
final class BenchTable {
    private static final String NOTHING = "";

    private final List<List<String>> lines = new ArrayList<>();

    /** @param other what Costflow is compared with */
    BenchTable(String other) {
        lines.add(List.of("", "Costflow", other, "ratio", "target"));
    }

    /** A figure of Costflow alone. */
    void line(String what, String format, double costflow) {
        line(what, format, costflow, Double.NaN);
    }

    /** A figure of Costflow alone, and what it should be. */
    void line(String what, String format, double costflow, Target target) {
        lines.add(List.of(what, text(format, costflow), NOTHING, NOTHING, target.verdict(costflow)));
    }

    /** Two figures whose ratio says nothing; a figure that there is none of is NaN. */
    void line(String what, String format, double costflow, double other) {
        lines.add(List.of(what, text(format, costflow), text(format, other), NOTHING, NOTHING));
    }

    /** Two figures whose ratio says nothing, and what Costflow's should be. */
    void line(String what, String format, double costflow, double other, Target target) {
        lines.add(List.of(what, text(format, costflow), text(format, other), NOTHING, target.verdict(costflow)));
    }

    /** Two figures and their ratio. */
    void compare(String what, String format, double costflow, double other) {
        lines.add(List.of(what, text(format, costflow), text(format, other), text("%.2f", costflow / other), NOTHING));
    }

    /** Two figures, their ratio and what it should be. */
    void compare(String what, String format, double costflow, double other, Target target) {
        double ratio = costflow / other;
        lines.add(List.of(what, text(format, costflow), text(format, other), text("%.2f", ratio), target.verdict(ratio)));
    }

    /** Two figures, their ratio, and what Costflow's figure itself should be. */
    void limit(String what, String format, double costflow, double other, Target target) {
        lines.add(List.of(what, text(format, costflow), text(format, other), text("%.2f", costflow / other), "Costflow " + target.verdict(costflow)));
    }

    private static String text(String format, double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, format, value) : NOTHING;
    }

    @Override
    public String toString() {
        TextTable table = new TextTable(IntStream.range(1, lines.get(0).size()).boxed().collect(Collectors.toSet()));
        table.measure(Collections.nCopies(lines.get(0).size(), " "));
        lines.forEach(table::measure);
        String rule = table.widths().stream().map(width -> "-".repeat(width + 1)).collect(Collectors.joining(":|", "|", ":|")).replaceFirst(":", "-");
        return row(table, lines.get(0)) + rule + "\n" + lines.stream().skip(1).map(line -> row(table, line)).collect(Collectors.joining());
    }

    private static String row(TextTable table, List<String> line) {
        return table.padded(line).stream().collect(Collectors.joining(" | ", "| ", " |\n"));
    }
}
