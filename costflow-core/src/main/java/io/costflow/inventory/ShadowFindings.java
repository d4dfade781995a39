package io.costflow.inventory;

import io.costflow.day.OutputPeriod;
import io.costflow.publish.ComparisonTable.Row;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What comparisons with another program's rows have shown of the window.
 *
 * @param due periods that are to be compared now, since the other program has changed their rows
 * @param sources what was found of each source of which something was compared, by its UUID
 */
record ShadowFindings(Set<OutputPeriod> due, Map<String, Differences> sources) {

    /** Nothing is in mode shadow. */
    static final ShadowFindings NONE = new ShadowFindings(Set.of(), Map.of());

    private record SourceTable(String tenant, String source, String output, String table) {}

    /**
     * How far the rows of a source, or of several together, differ.
     *
     * @param days periods that were compared and that the other program has summarised since their newest file came
     * @param differing how many of them have rows that differ
     * @param rows how many rows differ, are missing or surplus in them
     * @param money the largest difference in money of any output of a source: the differences of its periods, without their signs, relative to what the other
     *     program wrote of it
     */
    record Differences(long days, long differing, long rows, double money) {

        static final Differences NONE = new Differences(0, 0, 0, 0);

        private static Differences of(List<Row> ofSource) {
            return new Differences(
                    ofSource.stream().map(Row::period).distinct().count(),
                    ofSource.stream().filter(row -> !row.agrees()).map(Row::period).distinct().count(),
                    ofSource.stream().mapToLong(row -> row.missing() + row.surplus() + row.different()).sum(),
                    largest(ofSource));
        }

        /** What was found of both together. */
        Differences and(Differences other) {
            return new Differences(days + other.days, differing + other.differing, rows + other.rows, Math.max(money, other.money));
        }
    }

    /** What the newest comparisons show. Those of days that the other program has yet to summarise say nothing. */
    static ShadowFindings of(Set<OutputPeriod> due, Collection<Row> comparisons) {
        Map<String, List<Row>> bySource = comparisons.stream().filter(Row::isSummarised).collect(Collectors.groupingBy(row -> row.period().source()));
        return new ShadowFindings(due, bySource.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, entry -> Differences.of(entry.getValue()))));
    }

    private static double largest(List<Row> comparisons) {
        Map<SourceTable, double[]> sums = new HashMap<>();
        for (Row row : comparisons) {
            if (row.moneyTheirs() != null && row.moneyOurs() != null) {
                double[] sum = sums.computeIfAbsent(
                        new SourceTable(row.period().tenant(), row.period().source(), row.period().output(), row.table()), table -> new double[2]);
                sum[0] += Math.abs(row.moneyTheirs() - row.moneyOurs());
                sum[1] += Math.abs(row.moneyTheirs());
            }
        }
        return sums.values().stream().mapToDouble(sum -> sum[0] == 0 ? 0 : sum[1] == 0 ? 1 : sum[0] / sum[1]).max().orElse(0);
    }

    /** These findings, of which nothing is to be done again. */
    ShadowFindings repeated() {
        return new ShadowFindings(Set.of(), sources);
    }
}
