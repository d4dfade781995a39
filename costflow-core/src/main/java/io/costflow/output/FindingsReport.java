package io.costflow.output;

import io.costflow.day.SourceDay;
import io.costflow.metrics.CostflowMetric;
import io.costflow.metrics.MetricScope;
import io.costflow.provider.cloud.BillFindings;
import org.apache.flink.metrics.Counter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells what was found in bills: as metrics, and as a line of the log per day. */
final class FindingsReport {

    private static final Logger LOG = LoggerFactory.getLogger(FindingsReport.class);

    private final Counter items;
    private final Counter mixedDays;
    private volatile double costWithoutShare;
    private volatile double costOfClusters;

    FindingsReport(MetricScope metrics) {
        items = metrics.counter(CostflowMetric.ITEMS_WITHOUT_SHARE);
        mixedDays = metrics.counter(CostflowMetric.DAYS_OF_MIXED_CURRENCIES);
        metrics.realGauge(CostflowMetric.COST_WITHOUT_SHARE, () -> costWithoutShare);
        metrics.realGauge(CostflowMetric.COST_OF_CLUSTERS, () -> costOfClusters);
    }

    /** Tells a sentence about a day. */
    static void remark(String sentence) {
        LOG.warn(sentence);
    }

    void add(SourceDay day, BillFindings findings) {
        items.inc(findings.total().items());
        costWithoutShare += findings.total().cost();
        costOfClusters += findings.costOfClusters();
        mixedDays.inc(findings.mixesCurrencies() ? 1 : 0);
        findings.unchargedSentence(day.toString()).ifPresent(LOG::warn);
        findings.currencySentence(day.toString()).ifPresent(LOG::warn);
    }
}
