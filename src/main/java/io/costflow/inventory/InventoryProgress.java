package io.costflow.inventory;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/** How much work there is in all, and how the inventory is, as gauges. */
final class InventoryProgress {

    private final long started = System.nanoTime();
    private long listMillis;
    private long lookMillis;
    private long files;
    private long bytes;

    InventoryProgress(MetricGroup metrics, InventoryState state, LongSupplier listingAge, ListingOutage outage) {
        metrics.gauge(InventoryMetrics.LIST_MILLIS, () -> listMillis);
        metrics.gauge(InventoryMetrics.LOOK_MILLIS, () -> lookMillis);
        metrics.gauge(InventoryMetrics.DAYS_PLANNED, () -> (long) state.daysPlanned());
        metrics.gauge(InventoryMetrics.FILES_PLANNED, () -> files);
        metrics.gauge(InventoryMetrics.BYTES_PLANNED, () -> bytes);
        metrics.gauge(InventoryMetrics.DAYS_SETTLING, state::daysSettling);
        metrics.gauge(InventoryMetrics.CONTRIBUTIONS_HELD, state::contributionsHeld);
        metrics.gauge(InventoryMetrics.LISTING_AGE_MILLIS, (Gauge<Long>) listingAge::getAsLong);
        metrics.gauge(InventoryMetrics.LISTINGS_FAILED, outage::failures);
        metrics.gauge(InventoryMetrics.MONTHS_UNLISTED, outage::unlistedMonths);
    }

    /**
     * A look has succeeded; the first one tells how long it takes until there is something to do.
     *
     * @param micros how long it took
     */
    void looked(long micros) {
        lookMillis = TimeUnit.MICROSECONDS.toMillis(micros);
        if (listMillis == 0) {
            listMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started);
        }
    }

    void planned(List<InventorySplit> work) {
        for (InventorySplit split : work) {
            if (split.reading() != null && !split.reading().isOfDays()) {
                files++;
                bytes += split.reading().file().size();
            }
        }
    }
}
