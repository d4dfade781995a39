package io.costflow.bench;

import java.util.ArrayList;
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
        List<Integer> widths = IntStream.range(0, lines.get(0).size())
                .mapToObj(column -> lines.stream().mapToInt(line -> line.get(column).length()).max().orElse(0))
                .toList();
        String rule = widths.stream().map(width -> "-".repeat(width + 1)).collect(Collectors.joining(":|", "|", ":|")).replaceFirst(":", "-");
        return row(lines.get(0), widths) + rule + "\n" + lines.stream().skip(1).map(line -> row(line, widths)).collect(Collectors.joining());
    }

    private static String row(List<String> line, List<Integer> widths) {
        return IntStream.range(0, line.size())
                .mapToObj(column -> String.format(Locale.ROOT, " %" + (column == 0 ? "-" : "") + Math.max(1, widths.get(column)) + "s |", line.get(column)))
                .collect(Collectors.joining("", "|", "\n"));
    }
}
