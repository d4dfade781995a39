package io.costflow.provider.cloud;

import io.costflow.provider.cloud.CloudLineItem.Resource;
import java.util.List;

/**
 * A cloud source's bill of one day.
 *
 * @param items the line items that can matter: those with a resource or tags
 * @param diskCapacities what the provider says of disks
 */
public record CloudDayBill(List<CloudLineItem> items, DiskCapacities diskCapacities) {

    /** Where a provider's disk capacities come from. */
    public interface DiskCapacities {

        /** The capacity of a disk in GiB; NaN when it has none that is known. */
        double of(Resource resource);
    }
}
