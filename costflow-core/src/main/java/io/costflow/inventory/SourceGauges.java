package io.costflow.inventory;

import io.costflow.metrics.CostflowMetric;
import io.costflow.metrics.MetricScope;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.apache.flink.metrics.Counter;

/** The inventory's metrics of one source, or of several together. Written by the coordinator's thread, read by metric reporters. */
final class SourceGauges {

    private static final long NOT_PENDING = 0;
    private static final long NO_FILE = -1;

    private final InstantSource clock;
    private Counter filesRead;
    private Counter bytesRead;
    private Counter rowsRead;
    private Counter filesFailed;
    private volatile SourceView view = SourceView.NOTHING;

    private SourceGauges(MetricScope metrics, InstantSource clock) {
        this.clock = clock;
        metrics.gauge(CostflowMetric.DAYS_IN_TABLES, () -> view.published());
        metrics.gauge(CostflowMetric.DAYS_PENDING, () -> view.pending());
        metrics.gauge(CostflowMetric.PENDING_AGE_MILLIS, () -> age(view.pendingSince(), NOT_PENDING));
        metrics.gauge(CostflowMetric.MONTHS_UNLISTED, () -> view.monthsUnlisted());
        metrics.gauge(CostflowMetric.SHADOW_DAYS, () -> view.shadow().days());
        metrics.gauge(CostflowMetric.SHADOW_DAYS_DIFFERING, () -> view.shadow().differing());
        metrics.gauge(CostflowMetric.SHADOW_ROWS_DIFFERING, () -> view.shadow().rows());
        metrics.realGauge(CostflowMetric.SHADOW_MONEY_DIFFERENCE, () -> view.shadow().money());
    }

    /** Registers the metrics of all sources together. */
    static SourceGauges ofAll(MetricScope metrics, InstantSource clock) {
        return new SourceGauges(metrics, clock);
    }

    /** Registers the metrics of one source. */
    static SourceGauges ofOne(MetricScope metrics, InstantSource clock) {
        SourceGauges gauges = new SourceGauges(metrics, clock);
        gauges.filesRead = metrics.counter(CostflowMetric.FILES_INGESTED);
        gauges.bytesRead = metrics.counter(CostflowMetric.BYTES_INGESTED);
        gauges.rowsRead = metrics.counter(CostflowMetric.ROWS_INGESTED);
        gauges.filesFailed = metrics.counter(CostflowMetric.FILES_UNREADABLE);
        metrics.gauge(CostflowMetric.FILES_LISTED, () -> gauges.view.files());
        metrics.gauge(CostflowMetric.NEWEST_FILE_AGE_MILLIS, () -> gauges.age(gauges.view.newestFile(), NO_FILE));
        return gauges;
    }

    /** Replaces what is reported by the result of the latest poll. */
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
    private long age(Instant instant, long never) {
        return instant == null ? never : Math.max(0, Duration.between(instant, clock.instant()).toMillis());
    }
}
