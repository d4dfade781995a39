package io.costflow.provider.openshift;

/**
 * A row of a cluster's daily summary, as far as a cloud's bill is attributed by it. Null is SQL's NULL.
 *
 * @param storage whether it is a storage row; else a pod row or unallocated capacity
 * @param podLabels compact JSON
 * @param volumeLabels compact JSON
 * @param claimCapacity in GiB
 * @param effectiveCpu effective usage in core-hours
 * @param effectiveMemory effective usage in GiB-hours
 * @param nodeCpu the node's capacity in core-hours
 * @param nodeMemory the node's capacity in GiB-hours
 */
public record ClusterRow(
        boolean storage,
        String namespace,
        String node,
        String resourceId,
        String podLabels,
        String volumeLabels,
        String claim,
        String volume,
        String storageClass,
        String csiVolumeHandle,
        Integer costCategory,
        Double claimCapacity,
        Double effectiveCpu,
        Double effectiveMemory,
        Double nodeCpu,
        Double nodeMemory) {

    static ClusterRow of(UsageRow row) {
        return new ClusterRow(
                row.kind() == UsageRow.Kind.STORAGE,
                row.namespace(),
                row.node(),
                row.resourceId(),
                row.podLabels() == null ? null : row.podLabels().json(),
                row.volume().labels() == null ? null : row.volume().labels().json(),
                row.volume().claim(),
                row.volume().volume(),
                row.volume().storageClass(),
                row.volume().csiVolumeHandle(),
                row.costCategory(),
                row.volume().capacityGigabytes(),
                row.cpu().effective(),
                row.memory().effective(),
                row.capacity().nodeCpuCoreHours(),
                row.capacity().nodeMemoryGigabyteHours());
    }
}
