package io.costflow.inventory;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.metrics.MetricGroup;

/** How much work there is in all, as gauges. */
final class InventoryProgress {

    private final Set<Object> days = new HashSet<>();
    private long files;
    private long bytes;

    InventoryProgress(MetricGroup metrics) {
        metrics.gauge(InventoryMetrics.DAYS_PLANNED, () -> (long) days.size());
        metrics.gauge(InventoryMetrics.FILES_PLANNED, () -> files);
        metrics.gauge(InventoryMetrics.BYTES_PLANNED, () -> bytes);
    }

    void planned(List<InventorySplit> work) {
        for (InventorySplit split : work) {
            if (split.plan() != null) {
                days.add(split.plan().day());
            } else {
                files++;
                bytes += split.reading().file().size();
            }
        }
    }
}
