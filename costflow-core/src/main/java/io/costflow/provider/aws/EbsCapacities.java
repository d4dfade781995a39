package io.costflow.provider.aws;

import io.costflow.provider.cloud.CloudDayBill;
import io.costflow.provider.cloud.CloudLineItem.Resource;
import io.costflow.provider.cloud.Numbers;
import io.costflow.provider.aws.AwsLineItems.Hourly;
import io.costflow.lineitem.GroupTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The capacities of disks, which AWS's bill does not name: the largest cost of an hour over the rate of an hour, in whole GiB (E.4). One that is not above
 * zero, or not finite since the rate is zero, is not known.
 */
final class EbsCapacities implements CloudDayBill.DiskCapacities {

    private static final int HOURS_PER_DAY = 24;

    private record Largest(double cost, double rate) {
        Largest larger(Largest other) {
            return new Largest(Numbers.larger(cost, other.cost), Numbers.larger(rate, other.rate));
        }
    }

    private final Map<String, Largest> resources = new HashMap<>();
    private final int hoursInMonth;

    EbsCapacities(List<GroupTable> hourly, int daysInMonth) {
        hoursInMonth = HOURS_PER_DAY * daysInMonth;
        for (GroupTable table : hourly) {
            for (int group = 0; group < table.size(); group++) {
                Largest largest = new Largest(Hourly.Largest.UNBLENDED_COST.of(table, group), Hourly.Largest.UNBLENDED_RATE.of(table, group));
                resources.merge(table.text(Hourly.RESOURCE_ID, group), largest, Largest::larger);
            }
        }
    }

    @Override
    public double of(Resource resource) {
        Largest largest = resources.get(resource.name());
        if (largest == null) {
            return Numbers.NULL;
        }
        double capacity = largest.cost() / (largest.rate() / hoursInMonth);
        return Double.isFinite(capacity) && Math.round(capacity) > 0 ? Math.round(capacity) : Numbers.NULL;
    }
}
