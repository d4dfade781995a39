package io.costflow.correlation;

import io.costflow.day.SourceDay;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells what was found in bills: as metrics, and as a line of the log per day. */
final class FindingsReport {

    private static final Logger LOG = LoggerFactory.getLogger(FindingsReport.class);

    private final Counter items;
    private final Counter mixedDays;
    private double cost;

    FindingsReport(MetricGroup metrics) {
        items = metrics.counter(CorrelationMetrics.ITEMS_WITHOUT_SHARE);
        mixedDays = metrics.counter(CorrelationMetrics.DAYS_OF_MIXED_CURRENCIES);
        metrics.gauge(CorrelationMetrics.COST_WITHOUT_SHARE, (Gauge<Double>) () -> cost);
    }

    void add(SourceDay day, BillFindings findings) {
        items.inc(findings.total().items());
        cost += findings.total().cost();
        mixedDays.inc(findings.mixesCurrencies() ? 1 : 0);
        findings.unchargedSentence(day.toString()).ifPresent(LOG::warn);
        findings.currencySentence(day.toString()).ifPresent(LOG::warn);
    }
}
