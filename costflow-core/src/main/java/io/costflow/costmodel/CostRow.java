package io.costflow.costmodel;

import io.costflow.provider.openshift.LabelSet;
import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * A row that a statement adds; null is SQL's NULL.
 *
 * @param kind which column its cost is in
 * @param name the name of the rate, in rows by rates that were distributed
 * @param metricType the metric of the rate, in rows by rates that were distributed
 */
public record CostRow(
        Kind kind,
        LocalDate day,
        Integer reportPeriod,
        String clusterId,
        String clusterAlias,
        String namespace,
        String node,
        String resourceId,
        LabelSet podLabels,
        LabelSet allLabels,
        Integer costCategory,
        String rateType,
        String monthlyCostType,
        String name,
        String metricType,
        BigDecimal cost) {

    private static final String UNUSED_GPUS = "GPU unallocated";

    /** The columns of costs. */
    public enum Kind {
        CPU,
        GPU,
        DISTRIBUTED
    }

    /** Whether the row is the cost of GPUs that no pod used. */
    public boolean isOfUnusedGpus() {
        return UNUSED_GPUS.equals(namespace);
    }

    /** Where the row is from, as far as koku says that: distributed rows by rates are of no kind of data. */
    String dataSource(boolean byRate) {
        return switch (kind) {
            case CPU -> "Pod";
            case GPU -> "GPU";
            case DISTRIBUTED -> byRate ? null : "GPU";
        };
    }
}
