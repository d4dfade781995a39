package io.costflow.cli;

import io.costflow.compare.RowDifference;
import io.costflow.compare.TableComparison;
import java.time.LocalDate;
import java.time.YearMonth;
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
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Costflow: comparison</title>
            <style>
            body { font: 14px/1.4 system-ui, sans-serif; margin: 1.5em; color: #222; background: #fff; overflow-wrap: anywhere; }
            .scroll { overflow-x: auto; }
            table { border-collapse: collapse; margin: .5em 0 1em; }
            th, td { padding: .2em .5em; border: 1px solid #ccc; text-align: left; vertical-align: top; }
            th { background: #f5f5f5; font-weight: 600; }
            .number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
            .grid th, .grid td { text-align: center; overflow-wrap: normal; }
            .grid th.source { position: sticky; left: 0; min-width: 9em; max-width: 21em; text-align: left; overflow-wrap: break-word; }
            .grid a { color: inherit; }
            .equal { background: #8fd19e; }
            .tolerance { background: #e5d97b; }
            .different { background: #e88e8e; }
            .none { background: #eee; }
            .legend span { padding: 0 .5em; margin-right: .3em; }
            .bars { width: 50%; min-width: 8em; }
            .bar { height: .7em; min-width: 1px; }
            .ours { background: #3b6ea5; }
            .theirs { background: #d98e32; }
            summary { cursor: pointer; padding: .3em 0; }
            dl.row { display: grid; grid-template-columns: max-content auto; gap: 0 .6em; margin: 0; min-width: 16em; font-size: 12px; }
            dl.row dt { color: #666; }
            dl.row dd { margin: 0; }
            </style>
            </head>
            <body>
            <h1>Comparison</h1>
            """;

    /** With more sections of rows than these, all are closed at the beginning. */
    private static final int OPEN = 5;

    /** Differences in money below this are not shown. */
    private static final double SMALLEST = 1e-9;

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
        Map<YearMonth, Long> months = days.stream().collect(Collectors.groupingBy(YearMonth::from, TreeMap::new, Collectors.counting()));
        Map<String, List<TableComparison>> bySource = comparisons.stream().collect(Collectors.groupingBy(
                comparison -> comparison.period().output() + " of " + comparison.period().tenant() + " " + comparison.period().source(), TreeMap::new, Collectors.toList()));
        page.append("<h2>Days and sources</h2>\n<p class=\"legend\"><span class=\"equal\">\u2713</span> equal <span class=\"tolerance\">\u2248</span> within the tolerance"
                + " <span class=\"different\">3</span> so many rows differ, are missing or surplus <span class=\"none\">&nbsp;</span> not computed</p>\n"
                + "<div class=\"scroll\">\n<table class=\"grid\">\n<tr><th class=\"source\" rowspan=\"2\"></th>");
        months.forEach((month, count) -> page.append("<th colspan=\"").append(count).append("\">").append(month).append("</th>"));
        page.append("</tr>\n<tr>");
        days.forEach(day -> page.append("<th>").append(day.getDayOfMonth()).append("</th>"));
        page.append("</tr>\n");
        bySource.forEach((source, all) -> {
            page.append("<tr><th class=\"source\">").append(escaped(source)).append("</th>");
            for (LocalDate day : days) {
                cell(all.stream().filter(comparison -> comparison.period().from().equals(day)).toList());
            }
            page.append("</tr>\n");
        });
        page.append("</table>\n</div>\n");
    }

    /** The lights of all tables of a period. */
    private void cell(List<TableComparison> tables) {
        if (tables.isEmpty()) {
            page.append("<td class=\"none\"></td>");
            return;
        }
        String when = tables.get(0).period().when();
        long differing = tables.stream().mapToLong(TableComparison::differing).sum();
        if (differing > 0) {
            TableComparison first = tables.stream().filter(table -> !table.agrees()).findFirst().orElseThrow();
            page.append("<td class=\"different\" title=\"").append(when).append(": ").append(differing).append(" rows differ, are missing or surplus\"><a href=\"#")
                    .append(anchor(first)).append("\">").append(differing).append("</a></td>");
        } else if (tables.stream().anyMatch(comparison -> comparison.withinTolerance() > 0)) {
            page.append("<td class=\"tolerance\" title=\"").append(when).append(": within the tolerance\">\u2248</td>");
        } else {
            page.append("<td class=\"equal\" title=\"").append(when).append(": equal\">\u2713</td>");
        }
    }

    private String anchor(TableComparison comparison) {
        return "rows-" + comparisons.indexOf(comparison);
    }

    /** A chart for each output, of its table that holds every cost once. */
    private void costs() {
        Map<String, Map<LocalDate, double[]>> byOutput = new TreeMap<>();
        comparisons.stream().filter(comparison -> comparison.moneyOurs() != null && !isSummary(comparison.table())).forEach(comparison -> {
            double[] both = byOutput.computeIfAbsent(comparison.period().output(), output -> new TreeMap<>())
                    .computeIfAbsent(comparison.period().from(), day -> new double[2]);
            both[0] += comparison.moneyOurs();
            both[1] += comparison.moneyTheirs();
        });
        if (!byOutput.isEmpty()) {
            page.append("<h2>Cost by day</h2>\n<p class=\"legend\"><span class=\"ours\">&nbsp;</span> ours: computed <span class=\"theirs\">&nbsp;</span> theirs: in the table."
                    + " All sources of an output together, unblended.</p>\n");
        }
        byOutput.forEach(this::chart);
    }

    private void chart(String output, Map<LocalDate, double[]> byDay) {
        double largest = byDay.values().stream().mapToDouble(both -> Math.max(Math.abs(both[0]), Math.abs(both[1]))).max().orElse(0);
        page.append("<h3>").append(escaped(output)).append("</h3>\n<div class=\"scroll\">\n<table>\n<tr><th>day</th><th class=\"bars\"></th><th>ours</th>"
                + "<th>theirs</th><th>difference</th></tr>\n");
        double[] total = new double[2];
        byDay.forEach((day, both) -> {
            total[0] += both[0];
            total[1] += both[1];
            page.append("<tr><th class=\"number\">").append(day).append("</th><td class=\"bars\">").append(bar("ours", both[0], largest))
                    .append(bar("theirs", both[1], largest)).append("</td>");
            amounts(both);
        });
        page.append("<tr><th>all</th><td class=\"bars\"></td>");
        amounts(total);
        page.append("</table>\n</div>\n");
    }

    private void amounts(double[] both) {
        page.append("<td class=\"number\">").append(money(both[0])).append("</td><td class=\"number\">").append(money(both[1]))
                .append("</td><td class=\"number\">").append(difference(both[0], both[1])).append("</td></tr>\n");
    }

    private static String difference(double ours, double theirs) {
        double difference = ours - theirs;
        if (Math.abs(difference) < SMALLEST) {
            return "";
        }
        return theirs == 0 ? money(difference) : money(difference) + String.format(Locale.ROOT, " (%+.3f %%)", 100 * difference / Math.abs(theirs));
    }

    private void differences() {
        List<TableComparison> differing = comparisons.stream().filter(comparison -> !comparison.agrees()).toList();
        if (!differing.isEmpty()) {
            page.append("<h2>Rows that differ</h2>\n<p>Up to 20 of each day and table, the largest differences of each kind first. missing: the table lacks the row;"
                    + " surplus: it is not computed; different: it has other values in the table.</p>\n");
        }
        for (TableComparison comparison : differing) {
            page.append(differing.size() <= OPEN ? "<details open>" : "<details>").append("\n<summary><strong>").append(escaped(comparison.period().toString()))
                    .append("</strong>, ").append(escaped(comparison.table())).append(": ").append(comparison.missing())
                    .append(" missing, ").append(comparison.surplus()).append(" surplus, ").append(comparison.different()).append(" different, ")
                    .append(comparison.equal() + comparison.withinTolerance()).append(" equal</summary>\n<p id=\"").append(anchor(comparison)).append("\">");
            page.append(comparison.explanations().stream().map(explanation -> escaped(explanation.sentence())).collect(Collectors.joining(" ")));
            page.append("</p>\n<div class=\"scroll\">\n<table>\n<tr><th></th><th>row</th><th>column</th><th>ours</th><th>theirs</th></tr>\n");
            comparison.top().stream().sorted(Comparator.comparing(RowDifference::kind)).forEach(this::row);
            page.append("</table>\n</div>\n</details>\n");
        }
    }

    private void row(RowDifference difference) {
        Map<String, String> columns = new TreeMap<>(difference.ours());
        difference.theirs().keySet().forEach(column -> columns.putIfAbsent(column, null));
        page.append("<tr><td>").append(difference.kind().name().toLowerCase(Locale.ROOT)).append("</td><td><dl class=\"row\">");
        difference.row().forEach((column, value) ->
                page.append("<dt>").append(escaped(column)).append("</dt><dd>").append(escaped(value)).append("</dd>"));
        page.append("</dl></td><td>").append(lines(columns.keySet().stream().toList())).append("</td><td class=\"number\">")
                .append(lines(columns.keySet().stream().map(difference.ours()::get).toList())).append("</td><td class=\"number\">")
                .append(lines(columns.keySet().stream().map(difference.theirs()::get).toList())).append("</td></tr>\n");
    }

    private static String lines(List<String> values) {
        return values.stream().map(value -> value == null ? "" : escaped(value)).collect(Collectors.joining("<br>"));
    }

    private static String bar(String side, double money, double largest) {
        double width = largest == 0 ? 0 : 100 * Math.abs(money) / largest;
        return String.format(Locale.ROOT, "<div class=\"bar %s\" style=\"width: %.1f%%\"></div>", side, width);
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
