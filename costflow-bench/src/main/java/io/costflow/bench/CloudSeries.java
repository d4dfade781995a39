package io.costflow.bench;

import java.util.List;

/** What was measured of a cloud's own summary. */
final class CloudSeries {
    private static final double MEBIBYTE = 1L << 20;

    /** Costflow into empty tables. */
    final Series first = new Series();

    /** Costflow without publishing. */
    final Series computed = new Series();

    /** DuckDB. */
    final Series grouped = new Series();

    /** COPY of Costflow's rows. */
    final Series copied = new Series();

    BenchTable table() {
        BenchTable table = new BenchTable("DuckDB, COPY");
        table.compare("Parquet to committed rows: wall, s", "%.2f", first.wall(), grouped.wall() + copied.wall(), Target.atMost(2));
        table.compare("Parquet to committed rows: CPU, s", "%.2f", first.cpu(), grouped.cpu() + copied.cpu());
        table.compare("cold: wall, s", "%.2f", first.cold().wallSeconds(), grouped.cold().wallSeconds() + copied.cold().wallSeconds());
        table.compare("decode, combine, compute: CPU, s", "%.2f", computed.cpu(), grouped.cpu());
        table.compare("decode, combine, compute: wall, s", "%.2f", computed.wall(), grouped.wall());
        double written = first.cold().written();
        table.compare("publish: rows/s", "%,.0f", written / first.stage("publish"), written / copied.wall());
        table.line("line items read", "%,.0f", first.cold().read());
        table.line("rows written", "%,.0f", written, grouped.cold().written());
        table.compare("peak heap, MiB", "%,.0f", first.last().heapBytes() / MEBIBYTE, grouped.last().heapBytes() / MEBIBYTE);
        table.compare("peak resident, MiB", "%,.0f", first.last().residentBytes() / MEBIBYTE, grouped.last().residentBytes() / MEBIBYTE);
        for (String stage : List.copyOf(first.cold().stages().keySet())) {
            table.line("stage " + stage + ", s", "%.2f", first.stage(stage));
        }
        return table;
    }
}
