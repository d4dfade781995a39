package io.costflow.inventory;

import io.costflow.metrics.CostflowMetric;
import io.costflow.metrics.MetricScope;
import org.apache.flink.metrics.Counter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what a reader reads. */
final class ReadingMetrics {

    private static final Logger LOG = LoggerFactory.getLogger(ReadingMetrics.class);

    private final Counter files;
    private final Counter bytes;
    private final Counter failed;
    private final Counter rows;
    private final Counter rowsOutsideMonth;
    private final Counter millis;

    ReadingMetrics(MetricScope metrics) {
        files = metrics.counter(CostflowMetric.FILES_READ);
        bytes = metrics.counter(CostflowMetric.BYTES_READ);
        failed = metrics.counter(CostflowMetric.FILES_FAILED);
        rows = metrics.counter(CostflowMetric.ROWS_READ);
        rowsOutsideMonth = metrics.counter(CostflowMetric.ROWS_OUTSIDE_MONTH);
        millis = metrics.counter(CostflowMetric.COMBINE_MILLIS);
    }

    /** Time was spent on a file. */
    void spent(long tookMillis) {
        millis.inc(tookMillis);
    }

    /** A file counts. */
    void read(String path, CountedFile file) {
        files.inc();
        bytes.inc(file.bytes());
        rows.inc(file.rows());
        rowsOutsideMonth.inc(file.rowsOutsideMonth());
        failed.inc(file.failed() ? 1 : 0);
        if (file.rowsOutsideMonth() > 0) {
            LOG.warn("{} line items of {} are not in the month of its folder and are ignored.", file.rowsOutsideMonth(), path);
        }
    }
}
