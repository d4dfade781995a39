package io.costflow.inventory;

import io.costflow.day.LakeFile;
import io.costflow.inventory.FileOutcome.Ending;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
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

    ReadingMetrics(MetricGroup metrics) {
        files = metrics.counter(InventoryMetrics.FILES_READ);
        bytes = metrics.counter(InventoryMetrics.BYTES_READ);
        failed = metrics.counter(InventoryMetrics.FILES_FAILED);
        rows = metrics.counter(InventoryMetrics.ROWS_READ);
        rowsOutsideMonth = metrics.counter(InventoryMetrics.ROWS_OUTSIDE_MONTH);
        millis = metrics.counter(InventoryMetrics.COMBINE_MILLIS);
    }

    /** Counts a file once: not when only its days are found out, unless it has none and so is not read again. */
    void read(FileReading reading, FileReader.Result result, long tookMillis) {
        LakeFile file = reading.file();
        millis.inc(tookMillis);
        if (reading.isOfDays() && (result.ending() != Ending.READ || !result.daysFound().isEmpty())) {
            return;
        }
        files.inc();
        bytes.inc(file.size());
        rows.inc(result.rows());
        rowsOutsideMonth.inc(result.rowsOutsideMonth());
        if (result.problem() != null) {
            failed.inc();
        }
        if (result.rowsOutsideMonth() > 0) {
            LOG.warn("{} line items of {} are not in the month of its folder and are ignored.", result.rowsOutsideMonth(), file.path());
        }
    }
}
