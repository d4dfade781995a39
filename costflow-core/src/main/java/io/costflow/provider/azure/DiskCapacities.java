package io.costflow.provider.azure;

import io.costflow.provider.cloud.CloudDayBill;
import io.costflow.provider.cloud.CloudLineItem.Resource;
import io.costflow.provider.cloud.Numbers;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The capacities of managed disks that are not the system disk of a machine: the largest that the names of their meters say (Z.5). */
final class DiskCapacities implements CloudDayBill.DiskCapacities {

    private final DiskSizes sizes;
    private final Map<String, Double> capacities = new HashMap<>();

    DiskCapacities(DiskSizes sizes) {
        this.sizes = sizes;
    }

    /** Takes note of a line item. */
    void add(String resourceName, String service, String meterName) {
        double size = service != null && service.contains("Storage") ? sizes.of(meterName) : Numbers.NULL;
        if (!Double.isNaN(size) && isDisk(resourceName)) {
            capacities.merge(resourceName, size, Math::max);
        }
    }

    @Override
    public double of(Resource resource) {
        return capacities.getOrDefault(resource.name(), Numbers.NULL);
    }

    /** koku's pattern {@code %_osdisk} has any one character before {@code osdisk}. */
    private static boolean isDisk(String resourceName) {
        String id = AzureBill.resourceId(resourceName);
        return id != null && resourceName.contains("Microsoft.Compute/disks/") && !(id.length() > "osdisk".length() && id.toLowerCase(Locale.ROOT).endsWith("osdisk"));
    }
}
