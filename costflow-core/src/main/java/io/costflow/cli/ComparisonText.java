package io.costflow.cli;

import io.costflow.compare.Explanation;
import io.costflow.compare.RowDifference;
import io.costflow.compare.TableComparison;
import io.costflow.text.TextTable;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** A comparison for people: the sums by table, then each day that differs, with the rows that differ most. */
final class ComparisonText {

    private static final int ROWS = 5;
    private static final int VALUE = 60;

    private ComparisonText() {}

    static void print(List<TableComparison> comparisons, PrintWriter out) {
        Map<String, List<TableComparison>> byTable = comparisons.stream().collect(Collectors.groupingBy(TableComparison::table, TreeMap::new, Collectors.toList()));
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of("table", "days", "equal", "within tolerance", "missing", "surplus", "different", "cost, ours", "cost, theirs"));
        byTable.forEach((table, all) -> lines.add(List.of(
                table, count(all.size()), sum(all, TableComparison::equal), sum(all, TableComparison::withinTolerance), sum(all, TableComparison::missing),
                sum(all, TableComparison::surplus), sum(all, TableComparison::different), money(all, TableComparison::moneyOurs),
                money(all, TableComparison::moneyTheirs))));
        out.print(TextTable.of(lines, Set.of(1, 2, 3, 4, 5, 6, 7, 8)));
        comparisons.stream().filter(comparison -> !comparison.agrees()).forEach(comparison -> print(comparison, out));
        out.println();
        long differing = comparisons.stream().mapToLong(TableComparison::differing).sum();
        out.println(comparisons.isEmpty() ? "Nothing was compared." : differing == 0 ? "Every row is equal." : count(differing) + " rows differ.");
        out.flush();
    }

    private static void print(TableComparison comparison, PrintWriter out) {
        out.println();
        out.println(comparison.period() + ", " + comparison.table() + ": " + count(comparison.missing()) + " missing, " + count(comparison.surplus())
                + " surplus, " + count(comparison.different()) + " different"
                + comparison.columns().entrySet().stream().map(column -> column.getKey() + " (" + column.getValue() + ")").collect(
                        Collectors.collectingAndThen(Collectors.joining(", "), names -> names.isEmpty() ? "" : " in " + names)));
        comparison.explanations().stream().map(Explanation::sentence).forEach(sentence -> out.println("  " + sentence));
        comparison.top().stream().limit(ROWS).forEach(row -> out.println("  " + sentence(row)));
        if (comparison.differing() > ROWS) {
            out.println("  ... and " + count(comparison.differing() - ROWS) + " more; --output json and --html have up to 20 of them.");
        }
    }

    private static String sentence(RowDifference row) {
        String where = row.row().entrySet().stream().filter(value -> !value.getKey().startsWith("usage_") && !value.getKey().equals("source_uuid"))
                .map(value -> value.getKey() + "=" + shortened(value.getValue())).collect(Collectors.joining(" "));
        return switch (row.kind()) {
            case MISSING -> "missing: " + where;
            case SURPLUS -> "surplus: " + where;
            case DIFFERENT -> row.ours().keySet().stream()
                    .map(column -> column + " ours " + shortened(row.ours().get(column)) + ", theirs " + shortened(row.theirs().get(column)))
                    .collect(Collectors.joining("; ")) + ": " + where;
        };
    }

    private static String shortened(String value) {
        return value == null ? "NULL" : value.length() <= VALUE ? value : value.substring(0, VALUE) + "...";
    }

    private static String sum(List<TableComparison> all, ToLongFunction<TableComparison> rows) {
        return count(all.stream().mapToLong(rows).sum());
    }

    private static String money(List<TableComparison> all, Function<TableComparison, Double> money) {
        return money.apply(all.get(0)) == null ? "" : String.format(Locale.ROOT, "%,.4f", all.stream().mapToDouble(money::apply).sum());
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
