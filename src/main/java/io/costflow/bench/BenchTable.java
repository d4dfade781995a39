package io.costflow.bench;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** The measurements as a table: medians of the warm runs, the cold run, and how Costflow compares to the floor. Aligned, and Markdown as well. */
final class BenchTable {
    private static final double MEBIBYTE = 1L << 20;
    private static final String NOTHING = "";

    private final Series first;
    private final Series again;
    private final Series floor;
    private final List<List<String>> lines = new ArrayList<>();

    BenchTable(Series first, Series again, Series floor) {
        this.first = first;
        this.again = again;
        this.floor = floor;
        lines.add(List.of("", first.name(), again.name(), floor.name() + ": DuckDB, COPY", "ratio to floor"));
        compare("wall, s", "%.2f", series -> series.median(Measurement::wallSeconds));
        compare("CPU, s", "%.2f", series -> series.median(Measurement::cpuSeconds));
        compare("cold: wall, s", "%.2f", series -> series.cold().wallSeconds());
        compare("cold: CPU, s", "%.2f", series -> series.cold().cpuSeconds());
        // Both read the same files.
        double read = first.cold().read();
        line("line items read", "%,.0f", first.cold().read(), again.cold().read(), read);
        compare("line items/s", "%,.0f", series -> series == again ? Double.NaN : read / series.median(Measurement::wallSeconds));
        line("rows written", "%,.0f", first.cold().written(), again.cold().written(), floor.cold().written());
        compare("published rows/s", "%,.0f", series -> series == again ? Double.NaN : perSecond(series, series == first ? "publish" : "copy"));
        compare("peak heap, MiB", "%,.0f", series -> series == again ? Double.NaN : series.last().heapBytes() / MEBIBYTE);
        compare("peak resident, MiB", "%,.0f", series -> series == again ? Double.NaN : series.last().residentBytes() / MEBIBYTE);
        Set<String> stages = new LinkedHashSet<>(first.cold().stages().keySet());
        stages.addAll(floor.cold().stages().keySet());
        stages.forEach(stage -> line("stage " + stage + ", s", "%.2f", stage(first, stage), stage(again, stage), stage(floor, stage)));
    }

    private static double stage(Series series, String stage) {
        return series.median(run -> run.stages().getOrDefault(stage, Double.NaN));
    }

    private static double perSecond(Series series, String stage) {
        return series.cold().written() / stage(series, stage);
    }

    private void compare(String what, String format, ToDoubleFunction<Series> value) {
        double costflow = value.applyAsDouble(first);
        double least = value.applyAsDouble(floor);
        add(what, format, costflow, value.applyAsDouble(again), least, text("%.2f", costflow / least));
    }

    private void line(String what, String format, double costflow, double unchanged, double least) {
        add(what, format, costflow, unchanged, least, NOTHING);
    }

    private void add(String what, String format, double costflow, double unchanged, double least, String ratio) {
        lines.add(List.of(what, text(format, costflow), text(format, unchanged), text(format, least), ratio));
    }

    private static String text(String format, double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, format, value) : NOTHING;
    }

    @Override
    public String toString() {
        int columns = lines.get(0).size();
        List<Integer> widths = new ArrayList<>();
        for (int i = 0; i < columns; i++) {
            int column = i;
            widths.add(lines.stream().mapToInt(line -> line.get(column).length()).max().orElse(0));
        }
        Function<List<String>, String> row = line -> {
            StringBuilder text = new StringBuilder("|");
            for (int i = 0; i < columns; i++) {
                text.append(String.format(Locale.ROOT, i == 0 ? " %-" + widths.get(i) + "s |" : " %" + widths.get(i) + "s |", line.get(i)));
            }
            return text.toString();
        };
        String rule = widths.stream().map(width -> "-".repeat(width + 1)).collect(Collectors.joining(":|", "|", ":|")).replaceFirst(":", "-");
        return row.apply(lines.get(0)) + "\n" + rule + "\n"
                + lines.stream().skip(1).map(row).map(text -> text + "\n").collect(Collectors.joining());
    }
}
