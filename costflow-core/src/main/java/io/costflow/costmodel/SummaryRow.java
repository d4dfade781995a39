package io.costflow.costmodel;

import io.costflow.provider.openshift.LabelSet;
import java.math.BigDecimal;
import java.time.LocalDate;

/** A row of koku's daily summary of clusters, as far as statements look at it. Null is SQL's NULL. */
record SummaryRow(
        LocalDate day,
        String source,
        Integer reportPeriod,
        String clusterId,
        String clusterAlias,
        String dataSource,
        String namespace,
        String node,
        String resourceId,
        LabelSet podLabels,
        LabelSet allLabels,
        Integer costCategory,
        String rateType,
        String monthlyCostType,
        Double cpuRequestHours,
        Double memoryRequestHours,
        BigDecimal gpuCost) {

    private static final String MACHINE = "vm_kubevirt_io_name";

    /** The virtual machine that the row is about, or null. */
    String machine() {
        return podLabels == null ? null : podLabels.get(MACHINE);
    }
}
