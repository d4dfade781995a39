package io.costflow.publish;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** The counters of the sink: these names are what operators build dashboards on. */
public final class PublishMetrics {

    /** Days whose rows were changed. */
    public static final String DAYS_PUBLISHED = "daysPublished";
    /** Days whose rows were right already, or newer. */
    public static final String DAYS_UNCHANGED = "daysUnchanged";
    /** Days that were held back. */
    public static final String DAYS_HELD_BACK = "daysHeldBack";
    /** Rows inserted or updated. */
    public static final String ROWS_WRITTEN = "rowsWritten";
    /** Rows deleted. */
    public static final String ROWS_DELETED = "rowsDeleted";
    /** Rows that were right already. */
    public static final String ROWS_KEPT = "rowsKept";
    /** Milliseconds spent on publishing days, waiting for the database included. */
    public static final String PUBLISH_MILLIS = "publishMillis";

    private final Counter daysPublished;
    private final Counter daysUnchanged;
    private final Counter daysHeldBack;
    private final Counter rowsWritten;
    private final Counter rowsDeleted;
    private final Counter rowsKept;
    private final Counter publishMillis;

    /** Registers the counters. */
    public PublishMetrics(MetricGroup group) {
        daysPublished = group.counter(DAYS_PUBLISHED);
        daysUnchanged = group.counter(DAYS_UNCHANGED);
        daysHeldBack = group.counter(DAYS_HELD_BACK);
        rowsWritten = group.counter(ROWS_WRITTEN);
        rowsDeleted = group.counter(ROWS_DELETED);
        rowsKept = group.counter(ROWS_KEPT);
        publishMillis = group.counter(PUBLISH_MILLIS);
    }

    /** Counts what became of a day, and how long it took. */
    public void count(DayReport report, long millis) {
        Counter days = switch (report.outcome()) {
            case PUBLISHED -> daysPublished;
            case UNCHANGED, SUPERSEDED -> daysUnchanged;
            case HELD_BACK -> daysHeldBack;
        };
        days.inc();
        rowsWritten.inc(report.written());
        rowsDeleted.inc(report.deleted());
        rowsKept.inc(report.kept());
        publishMillis.inc(millis);
    }
}
