package io.costflow.inventory;

import io.costflow.metrics.CostflowMetric;
import io.costflow.metrics.MetricScope;
import java.util.function.LongSupplier;
import org.apache.flink.metrics.Counter;

/** What the inventory tells of one source, or of several together. Written by the coordinator's thread, read by whoever reports metrics. */
final class SourceGauges {

    private final LongSupplier nowMillis;
    private Counter filesRead;
    private Counter bytesRead;
    private Counter rowsRead;
    private Counter filesFailed;
    private volatile SourceView view = SourceView.NOTHING;

    private SourceGauges(MetricScope metrics, LongSupplier nowMillis) {
        this.nowMillis = nowMillis;
        metrics.gauge(CostflowMetric.DAYS_IN_TABLES, () -> view.published());
        metrics.gauge(CostflowMetric.DAYS_PENDING, () -> view.pending());
        metrics.gauge(CostflowMetric.PENDING_AGE_MILLIS, () -> age(view.pendingSince(), 0));
        metrics.gauge(CostflowMetric.MONTHS_UNLISTED, () -> view.monthsUnlisted());
    }

    /** Registers what is told of all sources together. */
    static SourceGauges ofAll(MetricScope metrics, LongSupplier nowMillis) {
        return new SourceGauges(metrics, nowMillis);
    }

    /** Registers what is told of one source. */
    static SourceGauges ofOne(MetricScope metrics, LongSupplier nowMillis) {
        SourceGauges gauges = new SourceGauges(metrics, nowMillis);
        gauges.filesRead = metrics.counter(CostflowMetric.SOURCE_FILES_READ);
        gauges.bytesRead = metrics.counter(CostflowMetric.SOURCE_BYTES_READ);
        gauges.rowsRead = metrics.counter(CostflowMetric.SOURCE_ROWS_READ);
        gauges.filesFailed = metrics.counter(CostflowMetric.SOURCE_FILES_FAILED);
        metrics.gauge(CostflowMetric.FILES_LISTED, () -> gauges.view.files());
        metrics.gauge(CostflowMetric.NEWEST_FILE_AGE_MILLIS, () -> gauges.age(gauges.view.newestFile(), SourceView.NEVER));
        return gauges;
    }

    /** This is what the last look has shown. */
    void show(SourceView seen) {
        view = seen;
    }

    /** A file of the one source counts. */
    void read(CountedFile file) {
        filesRead.inc();
        bytesRead.inc(file.bytes());
        rowsRead.inc(file.rows());
        filesFailed.inc(file.failed() ? 1 : 0);
    }

    /** The clocks of others may be ahead of ours. */
    private long age(long instant, long never) {
        return instant == SourceView.NEVER ? never : Math.max(0, nowMillis.getAsLong() - instant);
    }
}
