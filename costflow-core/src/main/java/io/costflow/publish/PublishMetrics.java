package io.costflow.publish;

import io.costflow.day.Revisions;
import io.costflow.metrics.CostflowMetric;
import io.costflow.metrics.MetricScope;
import io.costflow.metrics.SourceMetrics;
import java.time.Duration;
import java.time.Instant;
import org.apache.flink.metrics.Counter;

/** Counts the outcomes of the days of all sources, or of one. */
final class PublishMetrics {

    private final Instant started;
    private final Counter daysPublished;
    private final Counter daysUnchanged;
    private final Counter daysHeldBack;
    private final Counter daysOfLastGood;
    private final Counter daysNotWritten;
    private final Counter rowsWritten;
    private final Counter rowsDeleted;
    private final Counter rowsKept;
    private final Counter publishMillis;
    private final Counter processingMillis;
    private final Counter daysOfNewFiles;
    private final Counter revisionLagMillis;
    private final Counter daysTakenOver;
    private final Counter daysRestored;
    private volatile double takeoverDifference;

    /** @param started when the subtask began */
    PublishMetrics(MetricScope metrics, Instant started) {
        this.started = started;
        daysPublished = metrics.counter(CostflowMetric.DAYS_PUBLISHED);
        daysUnchanged = metrics.counter(CostflowMetric.DAYS_UNCHANGED);
        daysHeldBack = metrics.counter(CostflowMetric.DAYS_HELD_BACK);
        daysOfLastGood = metrics.counter(CostflowMetric.DAYS_OF_LAST_GOOD);
        daysNotWritten = metrics.counter(CostflowMetric.DAYS_NOT_WRITTEN);
        rowsWritten = metrics.counter(CostflowMetric.ROWS_WRITTEN);
        rowsDeleted = metrics.counter(CostflowMetric.ROWS_DELETED);
        rowsKept = metrics.counter(CostflowMetric.ROWS_KEPT);
        publishMillis = metrics.counter(CostflowMetric.PUBLISH_MILLIS);
        processingMillis = metrics.counter(CostflowMetric.PROCESSING_MILLIS);
        daysOfNewFiles = metrics.counter(CostflowMetric.DAYS_OF_NEW_FILES);
        revisionLagMillis = metrics.counter(CostflowMetric.REVISION_LAG_MILLIS);
        daysTakenOver = metrics.counter(CostflowMetric.DAYS_TAKEN_OVER);
        daysRestored = metrics.counter(CostflowMetric.DAYS_RESTORED);
        metrics.realGauge(CostflowMetric.TAKEOVER_DIFFERENCE, () -> takeoverDifference);
    }

    /** Those of each source, within those of all. */
    static SourceMetrics<PublishMetrics> bySource(MetricScope metrics, Instant started) {
        return new SourceMetrics<>(metrics, own -> new PublishMetrics(own, started));
    }

    /**
     * Counts the outcome of a day.
     *
     * @param took how long publishing it took
     * @param now when it was committed
     */
    void count(DayMark mark, DayReport report, Duration took, Instant now) {
        publishMillis.inc(took.toMillis());
        rowsWritten.inc(report.written());
        rowsDeleted.inc(report.deleted());
        rowsKept.inc(report.kept());
        switch (report.outcome()) {
            case PUBLISHED -> {
                daysPublished.inc();
                processingMillis.inc(millis(Revisions.instant(mark.revision()), now));
                countLag(mark, report.replaced(), now);
            }
            case UNCHANGED, SUPERSEDED -> daysUnchanged.inc();
            case NOT_WRITTEN -> daysNotWritten.inc();
            case HELD_BACK -> {
                daysHeldBack.inc();
                if (report.written() + report.deleted() > 0) {
                    daysOfLastGood.inc();
                }
            }
        }
        if (report.replaced() != null && report.replaced().isTakeover()) {
            daysTakenOver.inc();
            takeoverDifference = Math.max(takeoverDifference, report.replaced().difference());
        }
        if (report.replaced() != null && report.replaced().restored()) {
            daysRestored.inc();
        }
    }

    /** What was there already when the day was last published, or when the subtask began, has not waited for us. */
    private void countLag(DayMark mark, Replaced replaced, Instant now) {
        Instant known = replaced == null || replaced.planRevision() == 0 ? started : Revisions.instant(replaced.planRevision());
        if (mark.basis().newestFile() > known.toEpochMilli()) {
            daysOfNewFiles.inc();
            revisionLagMillis.inc(millis(Instant.ofEpochMilli(mark.basis().newestFile()), now));
        }
    }

    /** The clocks of other machines may be ahead of ours. */
    private static long millis(Instant begin, Instant end) {
        return Math.max(0, Duration.between(begin, end).toMillis());
    }
}
