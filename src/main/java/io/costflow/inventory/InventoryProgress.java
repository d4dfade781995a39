package io.costflow.inventory;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.flink.metrics.MetricGroup;

/** How much work there is in all, as gauges. */
final class InventoryProgress {

    private final Set<Object> days = new HashSet<>();
    private final long started = System.nanoTime();
    private long listMillis;
    private long files;
    private long bytes;

    InventoryProgress(MetricGroup metrics) {
        metrics.gauge(InventoryMetrics.LIST_MILLIS, () -> listMillis);
        metrics.gauge(InventoryMetrics.DAYS_PLANNED, () -> (long) days.size());
        metrics.gauge(InventoryMetrics.FILES_PLANNED, () -> files);
        metrics.gauge(InventoryMetrics.BYTES_PLANNED, () -> bytes);
    }

    void looked() {
        listMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started);
    }

    void planned(List<InventorySplit> work) {
        for (InventorySplit split : work) {
            if (split.plan() != null) {
                days.add(split.plan().day());
            } else if (!split.reading().isOfDays()) {
                files++;
                bytes += split.reading().file().size();
            }
        }
    }
}
