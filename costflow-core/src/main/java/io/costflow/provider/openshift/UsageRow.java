package io.costflow.provider.openshift;

/**
 * A row of reporting_ocpusagelineitem_daily_summary, as far as it differs from row to row of a day. Null is SQL's NULL. CPU is in core-hours, memory in
 * GiB-hours, storage in GiB-months unless the name says otherwise.
 *
 * @param kind which part of the summary made the row
 * @param costCategory the id of the cost category
 * @param cpu usage, request, effective usage and limit of CPU
 * @param memory usage, request, effective usage and limit of memory
 * @param capacity what the node and the cluster have
 * @param volume what only storage rows have
 */
record UsageRow(
        Kind kind,
        Integer costCategory,
        String namespace,
        String node,
        String resourceId,
        LabelSet podLabels,
        Consumption cpu,
        Consumption memory,
        Capacity capacity,
        Volume volume) {

    /** The parts of the summary; part of a row's identity. */
    enum Kind {
        POD,
        STORAGE,
        UNALLOCATED
    }

    /** What pods used, requested, were charged for and were limited to. */
    record Consumption(Double usage, Double request, Double effective, Double limit) {
        static final Consumption NONE = new Consumption(null, null, null, null);
    }

    /** What a node and its cluster have: CPU in cores and core-hours, memory in GiB and GiB-hours. */
    record Capacity(
            Double nodeCpuCores,
            Double nodeCpuCoreHours,
            Double nodeMemoryGigabytes,
            Double nodeMemoryGigabyteHours,
            Double clusterCpuCoreHours,
            Double clusterMemoryGigabyteHours) {
        static final Capacity NONE = new Capacity(null, null, null, null, null, null);
    }

    /** A claim and its volume: capacity in GiB, the others in GiB-months. */
    record Volume(
            String claim,
            String volume,
            String storageClass,
            String csiVolumeHandle,
            LabelSet labels,
            Double capacityGigabytes,
            Double capacityGigabyteMonths,
            Double requestGigabyteMonths,
            Double usageGigabyteMonths) {
        static final Volume NONE = new Volume(null, null, null, null, null, null, null, null, null);
    }
}
