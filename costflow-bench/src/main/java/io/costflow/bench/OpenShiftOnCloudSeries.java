package io.costflow.bench;

import java.util.List;
import java.util.Locale;

/** What was measured of an account at a cloud and a cluster on it. */
final class OpenShiftOnCloudSeries {
    private static final double MEBIBYTE = 1L << 20;
    private static final double MILLION = 1_000_000;

    /** Costflow without publishing. */
    final Series whole = new Series();

    /** The same with the first third of the days. */
    final Series third = new Series();

    /** Costflow to committed rows. */
    final Series published = new Series();

    /** Names of nodes are looked for anywhere in ids of resources. */
    final Series matching = new Series();

    /** DuckDB finds the ids and usage of the cluster. */
    final Series cluster = new Series();

    /** DuckDB joins the account's line items with them. */
    final Series joins = new Series();

    /** The same with the first third of the days. */
    final Series joinsOfThird = new Series();

    BenchTable table() {
        BenchTable table = new BenchTable("DuckDB");
        table.compare("all, joins alone: CPU, s", "%.2f", whole.cpu(), joins.cpu(), Target.atMost(2.5));
        table.compare("all, the cluster's summary and joins: CPU, s", "%.2f", whole.cpu(), cluster.cpu() + joins.cpu());
        table.compare("all, joins alone: wall, s", "%.2f", whole.wall(), joins.wall());
        table.compare("all, the cluster's summary and joins: wall, s", "%.2f", whole.wall(), cluster.wall() + joins.wall());
        table.compare("cold: wall, s", "%.2f", whole.cold().wallSeconds(), cluster.cold().wallSeconds() + joins.cold().wallSeconds());
        double read = whole.cold().read();
        table.compare("line items/s", "%,.0f", read / whole.wall(), read / (cluster.wall() + joins.wall()));
        table.line("line items read, of hours and days", "%,.0f", read, read);
        table.line("rows written", "%,.0f", published.cold().written(), (double) cluster.cold().written() + joins.cold().written());
        table.line("to committed rows: wall, s", "%.2f", published.wall());
        table.line("to committed rows: CPU, s", "%.2f", published.cpu());
        table.compare("peak heap, MiB", "%,.0f", published.last().heapBytes() / MEBIBYTE, joins.last().heapBytes() / MEBIBYTE);
        table.compare("peak resident, MiB", "%,.0f", published.last().residentBytes() / MEBIBYTE, joins.last().residentBytes() / MEBIBYTE);
        table.line(String.format(Locale.ROOT, "%,d names of nodes in %,d ids: CPU, s", MatchingWork.NAMES, matching.cold().read()), "%.2f", matching.cpu());
        for (String stage : List.copyOf(published.cold().stages().keySet())) {
            table.line("stage " + stage + ", s", "%.2f", published.stage(stage));
        }
        return table;
    }

    /** How the time grows with the line items. */
    BenchTable linearity() {
        BenchTable table = new BenchTable("a third of the days");
        double items = whole.cold().read() / MILLION;
        double itemsOfThird = third.cold().read() / MILLION;
        table.line("line items, million", "%.2f", items, itemsOfThird);
        table.compare("Costflow: CPU per million line items, s", "%.2f", whole.cpu() / items, third.cpu() / itemsOfThird);
        table.compare("DuckDB joins: CPU per million line items, s", "%.2f", joins.cpu() / items, joinsOfThird.cpu() / itemsOfThird);
        return table;
    }
}
