package io.costflow.provider.gcp;

import io.costflow.lineitem.GroupTable;
import io.costflow.provider.cloud.CloudDayBill;
import io.costflow.provider.cloud.CloudLineItem.Resource;
import io.costflow.provider.cloud.Numbers;
import io.costflow.provider.gcp.GcpLineItems.Disks;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The capacities of persistent disks, which GCP's bill has by the hour in byte-seconds: the largest of the day in whole GiB, which may be 0 (G.5). */
final class DiskCapacities implements CloudDayBill.DiskCapacities {

    private static final double BYTE_SECONDS_PER_GIB_HOUR = (double) (1L << 30) * 3600;

    private final Map<String, Double> usages = new HashMap<>();
    private final Set<String> disks = new HashSet<>();

    /** @param hourly the usage of resources by the hour, of all files; empty if no capacity is to be known */
    DiskCapacities(List<GroupTable> hourly) {
        for (GroupTable table : hourly) {
            for (int group = 0; group < table.size(); group++) {
                usages.merge(Disks.resourceGlobalName(table, group), Disks.usage(table, group), Numbers::larger);
            }
        }
    }

    /** Takes note of a line item by the day. */
    void add(Resource resource, String serviceName, String skuName, double usage) {
        if (resource.disk() != null && resource.disk().contains("/disk/") && usage > 0
                && GcpBill.COMPUTE_ENGINE.equals(serviceName) && skuName != null && skuName.toLowerCase(Locale.ROOT).contains(" pd ")) {
            disks.add(resource.disk());
        }
    }

    @Override
    public double of(Resource resource) {
        double usage = disks.contains(resource.disk()) ? usages.getOrDefault(resource.disk(), Numbers.NULL) : Numbers.NULL;
        return Double.isNaN(usage) ? Numbers.NULL : Math.round(usage / BYTE_SECONDS_PER_GIB_HOUR);
    }
}
