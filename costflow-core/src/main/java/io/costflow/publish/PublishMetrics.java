package io.costflow.publish;

import io.costflow.metrics.CostflowMetric;
import io.costflow.metrics.MetricScope;
import io.costflow.metrics.SourceMetrics;
import org.apache.flink.metrics.Counter;

/** What became of the days of all sources, or of one. */
final class PublishMetrics {

    private final long startedMillis;
    private final Counter daysPublished;
    private final Counter daysUnchanged;
    private final Counter daysHeldBack;
    private final Counter rowsWritten;
    private final Counter rowsDeleted;
    private final Counter rowsKept;
    private final Counter publishMillis;
    private final Counter processingMillis;
    private final Counter daysOfNewFiles;
    private final Counter revisionLagMillis;
    private final Counter daysTakenOver;
    private volatile double takeoverDifference;

    /** @param startedMillis when the subtask began, in milliseconds since 1970-01-01 UTC */
    PublishMetrics(MetricScope metrics, long startedMillis) {
        this.startedMillis = startedMillis;
        daysPublished = metrics.counter(CostflowMetric.DAYS_PUBLISHED);
        daysUnchanged = metrics.counter(CostflowMetric.DAYS_UNCHANGED);
        daysHeldBack = metrics.counter(CostflowMetric.DAYS_HELD_BACK);
        rowsWritten = metrics.counter(CostflowMetric.ROWS_WRITTEN);
        rowsDeleted = metrics.counter(CostflowMetric.ROWS_DELETED);
        rowsKept = metrics.counter(CostflowMetric.ROWS_KEPT);
        publishMillis = metrics.counter(CostflowMetric.PUBLISH_MILLIS);
        processingMillis = metrics.counter(CostflowMetric.PROCESSING_MILLIS);
        daysOfNewFiles = metrics.counter(CostflowMetric.DAYS_OF_NEW_FILES);
        revisionLagMillis = metrics.counter(CostflowMetric.REVISION_LAG_MILLIS);
        daysTakenOver = metrics.counter(CostflowMetric.DAYS_TAKEN_OVER);
        metrics.realGauge(CostflowMetric.TAKEOVER_DIFFERENCE, () -> takeoverDifference);
    }

    /** Those of each source, within those of all. */
    static SourceMetrics<PublishMetrics> bySource(MetricScope metrics, long startedMillis) {
        return new SourceMetrics<>(metrics, own -> new PublishMetrics(own, startedMillis));
    }

    /**
     * Counts what became of a day.
     *
     * @param tookMillis how long publishing it took
     * @param nowMillis when it was committed, in milliseconds since 1970-01-01 UTC
     */
    void count(DayMark mark, DayReport report, long tookMillis, long nowMillis) {
        publishMillis.inc(tookMillis);
        rowsWritten.inc(report.written());
        rowsDeleted.inc(report.deleted());
        rowsKept.inc(report.kept());
        switch (report.outcome()) {
            case PUBLISHED -> {
                daysPublished.inc();
                processingMillis.inc(Math.max(0, nowMillis - mark.revision() / 1000));
                countLag(mark, report.replaced(), nowMillis);
            }
            case UNCHANGED, SUPERSEDED -> daysUnchanged.inc();
            case HELD_BACK -> daysHeldBack.inc();
        }
        if (report.replaced() != null && report.replaced().isTakeover()) {
            daysTakenOver.inc();
            takeoverDifference = Math.max(takeoverDifference, report.replaced().difference());
        }
    }

    /** What was there already when the day was last published, or when the subtask began, has not waited for us. */
    private void countLag(DayMark mark, Replaced replaced, long nowMillis) {
        long knownMillis = replaced == null || replaced.planRevision() == 0 ? startedMillis : replaced.planRevision() / 1000;
        if (mark.newestFile() > knownMillis) {
            daysOfNewFiles.inc();
            revisionLagMillis.inc(Math.max(0, nowMillis - mark.newestFile()));
        }
    }
}
