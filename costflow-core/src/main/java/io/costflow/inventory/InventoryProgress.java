package io.costflow.inventory;

import io.costflow.metrics.CostflowMetric;
import io.costflow.metrics.MetricScope;
import io.costflow.metrics.SourceMetrics;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.flink.metrics.Counter;

/**
 * How much work there is in all, and how the inventory and its sources are, as metrics. Written by the coordinator's thread, read by metric reporters:
 * what is asked of the inventory's state is asked when it changes, not on every report.
 */
final class InventoryProgress {

    private final long started = System.nanoTime();
    private final MetricScope metrics;
    private final InstantSource clock;
    private final InventoryState state;
    private final SourceMetrics<SourceGauges> bySource;
    private final Counter monthsListed;
    private final Counter filesPlanned;
    private final Counter bytesPlanned;
    private final Counter filesSurveyed;
    private final Counter surveysFailed;
    private final Counter inventoryRowsWritten;
    private final Counter linksFound;
    private SourceGauges ofAll;
    private volatile long listMillis;
    private volatile long pollMillis;
    private volatile long sources;
    private volatile long tenants;
    private volatile long tenantsLeftOut;
    private volatile long tenantsContended;
    private volatile long daysPlanned;
    private volatile long daysSettling;
    private volatile long contributionsHeld;
    private volatile long daysDiffering;

    InventoryProgress(MetricScope metrics, InventoryState state, ListingOutage outage, InventoryPace pace) {
        this.metrics = metrics;
        this.clock = pace.clock();
        this.state = state;
        this.bySource = new SourceMetrics<>(metrics, own -> SourceGauges.ofOne(own, clock));
        metrics.gauge(CostflowMetric.LIST_MILLIS, () -> listMillis);
        metrics.gauge(CostflowMetric.POLL_MILLIS, () -> pollMillis);
        metrics.gauge(CostflowMetric.SOURCES, () -> sources);
        metrics.gauge(CostflowMetric.TENANTS, () -> tenants);
        metrics.gauge(CostflowMetric.TENANTS_LEFT_OUT, () -> tenantsLeftOut);
        metrics.gauge(CostflowMetric.TENANTS_CONTENDED, () -> tenantsContended);
        metrics.gauge(CostflowMetric.DAYS_PLANNED, () -> daysPlanned);
        metrics.gauge(CostflowMetric.DAYS_SETTLING, () -> daysSettling);
        metrics.gauge(CostflowMetric.CONTRIBUTIONS_HELD, () -> contributionsHeld);
        metrics.gauge(CostflowMetric.DAYS_DIFFERING, () -> daysDiffering);
        monthsListed = metrics.counter(CostflowMetric.MONTHS_LISTED);
        filesPlanned = metrics.counter(CostflowMetric.FILES_PLANNED);
        bytesPlanned = metrics.counter(CostflowMetric.BYTES_PLANNED);
        filesSurveyed = metrics.counter(CostflowMetric.FILES_SURVEYED);
        surveysFailed = metrics.counter(CostflowMetric.SURVEYS_FAILED);
        inventoryRowsWritten = metrics.counter(CostflowMetric.INVENTORY_ROWS_WRITTEN);
        linksFound = metrics.counter(CostflowMetric.LINKS_FOUND);
        if (pace.isContinuous()) {
            metrics.gauge(CostflowMetric.LISTING_AGE_MILLIS, () -> outage.age().toMillis());
        }
    }

    /**
     * Records a successful poll. The first one shows how long it takes until there is something to do. No metrics of sources are registered before it, since
     * they would report zeros that are not true.
     *
     * @param took how long it took
     * @param look what it has shown; the inventory has taken it in
     */
    void looked(Duration took, InventoryCatalog.Look look) {
        pollMillis = took.toMillis();
        monthsListed.inc(look.listing().listed());
        if (ofAll == null) {
            listMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started);
            ofAll = SourceGauges.ofAll(metrics, clock);
        }
        Map<String, SourceView> views = SourceView.of(look, state.inventory());
        sources = views.size();
        tenants = look.references().size();
        tenantsLeftOut = look.leftOut().size();
        tenantsContended = look.contended().size();
        ofAll.show(SourceView.all(views.values()));
        bySource.keepOnly(views.keySet());
        Map<String, SourceView> named = new HashMap<>();
        views.forEach((source, view) -> {
            bySource.of(source);
            named.merge(bySource.nameOf(source), view, SourceView::and);
        });
        named.forEach((name, view) -> bySource.of(name).show(view));
        contributionsHeld = state.contributionsHeld();
        daysDiffering = look.rows().differing();
        filesSurveyed.inc(look.surveyed().files());
        surveysFailed.inc(look.surveyed().failures());
        inventoryRowsWritten.inc(look.surveyed().rows());
        linksFound.inc(look.surveyed().links());
        refresh();
    }

    /** Work was handed out, or is about to be. */
    void planned(List<InventorySplit> work) {
        for (InventorySplit split : work) {
            if (split.reading() != null && !split.reading().isOfDays()) {
                filesPlanned.inc();
                bytesPlanned.inc(split.reading().file().size());
            }
        }
        refresh();
    }

    /** A reader has ended a file. */
    void ended(FileOutcome outcome) {
        if (outcome.read() != null) {
            bySource.of(outcome.reading().source()).read(outcome.read());
        }
    }

    private void refresh() {
        daysPlanned = state.daysPlanned();
        daysSettling = state.daysSettling();
    }
}
