package io.costflow.bench;

import java.util.Collection;

/** What was measured of a question. */
final class QuestionSeries {
    private static final double MOST_OF_FLOOR = 4;
    private static final double MEBIBYTE = 1L << 20;

    /** Costflow's session. */
    final Series costflow = new Series();

    /** DuckDB. */
    final Series duckdb = new Series();

    private final Question question;
    private final int times;

    /** @param times how often it is asked in a row */
    QuestionSeries(Question question, int times) {
        this.question = question;
        this.times = times;
    }

    /** Of each question how long it takes to be answered once. */
    static BenchTable table(Collection<QuestionSeries> all) {
        BenchTable table = new BenchTable("DuckDB");
        for (QuestionSeries series : all) {
            table.compare(series.question + ": CPU, s", "%.3f", series.once(series.costflow.cpu()), series.once(series.duckdb.cpu()), Target.atMost(MOST_OF_FLOOR));
            table.compare(series.question + ": wall, s", "%.3f", series.once(series.costflow.wall()), series.once(series.duckdb.wall()));
            table.line(series.question + ": line items read", "%,.0f", series.costflow.last().read());
        }
        double resident = 0;
        double residentOfFloor = 0;
        for (QuestionSeries series : all) {
            resident = Math.max(resident, series.costflow.last().residentBytes());
            residentOfFloor = Math.max(residentOfFloor, series.duckdb.last().residentBytes());
        }
        table.compare("peak resident, MiB", "%,.0f", resident / MEBIBYTE, residentOfFloor / MEBIBYTE);
        return table;
    }

    private double once(double seconds) {
        return seconds / times;
    }
}
