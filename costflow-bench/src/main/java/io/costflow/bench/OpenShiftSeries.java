package io.costflow.bench;

import java.util.List;

/** What was measured of days of a cluster. */
final class OpenShiftSeries {
    private static final double MEBIBYTE = 1L << 20;
    private static final String PUBLISH = "publish";

    /** Costflow into empty tables. */
    final Series first = new Series();

    /** Costflow over its own rows. */
    final Series again = new Series();

    /** Costflow over its own rows, when it is told to compute all of them. */
    final Series rebuilt = new Series();

    /** Costflow without publishing. */
    final Series computed = new Series();

    /** The same with one subtask per stage. */
    final Series alone = new Series();

    /** The same in a process that has one core only. */
    final Series onOneCore = new Series();

    /** DuckDB. */
    final Series grouped = new Series();

    /** COPY of Costflow's rows. */
    final Series copied = new Series();

    BenchTable table() {
        BenchTable table = new BenchTable("DuckDB, COPY");
        table.compare("Parquet to committed rows: wall, s", "%.2f", first.wall(), grouped.wall() + copied.wall(), Target.atMost(2));
        table.compare("Parquet to committed rows: CPU, s", "%.2f", first.cpu(), grouped.cpu() + copied.cpu());
        table.compare("cold: wall, s", "%.2f", first.cold().wallSeconds(), grouped.cold().wallSeconds() + copied.cold().wallSeconds());
        table.compare("decode, combine, compute: CPU, s", "%.2f", computed.cpu(), grouped.cpu(), Target.atMost(2.5));
        table.compare("decode, combine, compute: wall, s", "%.2f", computed.wall(), grouped.wall());
        double read = first.cold().read();
        table.compare("line items/s, without publishing", "%,.0f", read / computed.wall(), read / grouped.wall());
        double written = first.cold().written();
        table.compare("publish: rows/s", "%,.0f", written / first.stage(PUBLISH), written / copied.wall(), Target.atLeast(0.6));
        table.line("line items read", "%,.0f", read, read);
        table.line("rows written", "%,.0f", written, copied.cold().written());
        table.compare("peak heap, MiB", "%,.0f", first.last().heapBytes() / MEBIBYTE, grouped.last().heapBytes() / MEBIBYTE);
        table.compare("peak resident, MiB", "%,.0f", first.last().residentBytes() / MEBIBYTE, grouped.last().residentBytes() / MEBIBYTE);
        for (String stage : List.copyOf(first.cold().stages().keySet())) {
            table.line("stage " + stage + ", s", "%.2f", first.stage(stage));
        }
        return table;
    }

    /** Costflow compared with itself. */
    BenchTable tableOfItself() {
        BenchTable table = new BenchTable("then");
        table.compare("first load, then unchanged: wall, s", "%.2f", first.wall(), again.wall(), Target.atLeast(5));
        table.compare("first load, then computed anew and compared row by row: stage publish, s", "%.2f", first.stage(PUBLISH), rebuilt.stage(PUBLISH));
        table.compare("without publishing, one subtask on one core, then two on two: wall, s", "%.2f", onOneCore.wall(), computed.wall(), Target.atLeast(1.7));
        table.compare("without publishing, one subtask on two cores, then two: wall, s", "%.2f", alone.wall(), computed.wall());
        table.compare("the same: cores that are busy", "%.2f", alone.cpu() / alone.wall(), computed.cpu() / computed.wall());
        return table;
    }
}
