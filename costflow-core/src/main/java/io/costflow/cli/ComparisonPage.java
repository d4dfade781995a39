package io.costflow.cli;

import io.costflow.compare.Explanation;
import io.costflow.compare.RowDifference;
import io.costflow.compare.TableComparison;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A comparison as one HTML page that needs nothing else: a grid of days and sources, the cost by day from both sides, and the rows that differ. */
final class ComparisonPage {

    private static final String HEAD = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <title>Costflow: comparison</title>
            <style>
            body { font: 14px/1.4 system-ui, sans-serif; margin: 2em; color: #222; background: #fff; }
            table { border-collapse: collapse; margin: 1em 0; }
            th, td { padding: .2em .5em; border: 1px solid #ccc; text-align: left; vertical-align: top; }
            td.number { text-align: right; font-variant-numeric: tabular-nums; }
            td.equal { background: #8fd19e; }
            td.tolerance { background: #e5d97b; }
            td.different { background: #e88e8e; }
            td.none { background: #eee; }
            .bar { height: .7em; min-width: 1px; }
            .ours { background: #3b6ea5; }
            .theirs { background: #d98e32; }
            code { font-size: 12px; overflow-wrap: anywhere; }
            </style>
            </head>
            <body>
            <h1>Comparison</h1>
            """;

    private final List<TableComparison> comparisons;
    private final StringBuilder page = new StringBuilder(HEAD);

    private ComparisonPage(List<TableComparison> comparisons) {
        this.comparisons = comparisons;
    }

    /**
     * The text of the page.
     *
     * @param summary a sentence about all of it
     */
    static String of(List<TableComparison> comparisons, String summary) {
        ComparisonPage page = new ComparisonPage(comparisons);
        page.page.append("<p>").append(escaped(summary)).append("</p>\n");
        page.grid();
        page.costs();
        page.differences();
        return page.page.append("</body>\n</html>\n").toString();
    }

    private void grid() {
        TreeSet<LocalDate> days = comparisons.stream().map(comparison -> comparison.period().from()).collect(Collectors.toCollection(TreeSet::new));
        Map<String, List<TableComparison>> bySource = comparisons.stream().collect(Collectors.groupingBy(
                comparison -> comparison.period().tenant() + "/" + comparison.period().source() + " " + comparison.period().output(), TreeMap::new, Collectors.toList()));
        page.append("<h2>Days and sources</h2>\n<table>\n<tr><th></th>");
        days.forEach(day -> page.append("<th>").append(day).append("</th>"));
        page.append("</tr>\n");
        bySource.forEach((source, all) -> {
            page.append("<tr><th>").append(escaped(source)).append("</th>");
            for (LocalDate day : days) {
                List<TableComparison> ofDay = all.stream().filter(comparison -> comparison.period().from().equals(day)).toList();
                long differing = ofDay.stream().mapToLong(TableComparison::differing).sum();
                boolean tolerated = ofDay.stream().anyMatch(comparison -> comparison.withinTolerance() > 0);
                String light = ofDay.isEmpty() ? "none" : differing > 0 ? "different" : tolerated ? "tolerance" : "equal";
                String text = ofDay.isEmpty() ? "" : differing > 0 ? differing + " differ" : tolerated ? "within tolerance" : "equal";
                page.append("<td class=\"").append(light).append("\">").append(text).append("</td>");
            }
            page.append("</tr>\n");
        });
        page.append("</table>\n");
    }

    /** Of the tables by project, which hold every cost once. */
    private void costs() {
        Map<LocalDate, double[]> byDay = new TreeMap<>();
        comparisons.stream().filter(comparison -> comparison.moneyOurs() != null && !isSummary(comparison.table())).forEach(comparison -> {
            double[] both = byDay.computeIfAbsent(comparison.period().from(), day -> new double[2]);
            both[0] += comparison.moneyOurs();
            both[1] += comparison.moneyTheirs();
        });
        if (byDay.isEmpty()) {
            return;
        }
        double largest = byDay.values().stream().mapToDouble(both -> Math.max(Math.abs(both[0]), Math.abs(both[1]))).max().orElse(1);
        page.append("<h2>Cost by day</h2>\n<p>Computed (blue) and in the table (orange).</p>\n<table>\n");
        page.append("<tr><th>day</th><th>ours</th><th>theirs</th><th></th></tr>\n");
        byDay.forEach((day, both) -> page.append("<tr><th>").append(day).append("</th><td class=\"number\">").append(money(both[0]))
                .append("</td><td class=\"number\">").append(money(both[1])).append("</td><td style=\"width: 30em\">").append(bar("ours", both[0], largest))
                .append(bar("theirs", both[1], largest)).append("</td></tr>\n"));
        page.append("</table>\n");
    }

    private void differences() {
        for (TableComparison comparison : comparisons) {
            if (!comparison.agrees()) {
                page.append("<h2>").append(escaped(comparison.period() + ", " + comparison.table())).append("</h2>\n<p>").append(comparison.missing())
                        .append(" missing, ").append(comparison.surplus()).append(" surplus, ").append(comparison.different()).append(" different, ")
                        .append(comparison.equal()).append(" equal.");
                comparison.explanations().stream().map(Explanation::sentence).forEach(sentence -> page.append(' ').append(escaped(sentence)));
                page.append("</p>\n<table>\n<tr><th></th><th>row</th><th>column</th><th>ours</th><th>theirs</th></tr>\n");
                comparison.top().stream().sorted(Comparator.comparing(RowDifference::kind)).forEach(this::row);
                page.append("</table>\n");
            }
        }
    }

    private void row(RowDifference difference) {
        Map<String, String> columns = new TreeMap<>(difference.ours());
        difference.theirs().keySet().forEach(column -> columns.putIfAbsent(column, null));
        String row = difference.row().entrySet().stream().map(value -> value.getKey() + "=" + value.getValue()).collect(Collectors.joining(" "));
        page.append("<tr><td>").append(difference.kind().name().toLowerCase(Locale.ROOT)).append("</td><td><code>").append(escaped(row))
                .append("</code></td><td>").append(lines(columns.keySet().stream().toList())).append("</td><td>")
                .append(lines(columns.keySet().stream().map(difference.ours()::get).toList())).append("</td><td>")
                .append(lines(columns.keySet().stream().map(difference.theirs()::get).toList())).append("</td></tr>\n");
    }

    private static String lines(List<String> values) {
        return values.stream().map(value -> value == null ? "" : escaped(value)).collect(Collectors.joining("<br>"));
    }

    private static String bar(String side, double money, double largest) {
        return String.format(Locale.ROOT, "<div class=\"bar %s\" style=\"width: %.1f%%\"></div>", side, 100 * Math.abs(money) / largest);
    }

    private static boolean isSummary(String table) {
        return table.contains("_summary_by_") || table.matches("reporting_ocp(aws|azure|gcp)_.*");
    }

    private static String money(double value) {
        return String.format(Locale.ROOT, "%,.2f", value);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
