package io.costflow.provider.azure;

import io.costflow.lineitem.GroupTable;
import io.costflow.provider.azure.AzureLineItems.Amount;
import io.costflow.provider.azure.AzureLineItems.Dimension;
import io.costflow.provider.cloud.CloudDayBill;
import io.costflow.provider.cloud.CloudLineItem;
import io.costflow.provider.cloud.CloudLineItem.Product;
import io.costflow.provider.cloud.CloudLineItem.Resource;
import io.costflow.provider.cloud.ClusterTagKeys;
import io.costflow.provider.cloud.Direction;
import io.costflow.provider.cloud.RoundedSum;
import io.costflow.provider.openshift.LabelTexts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Turns Azure's line items into what is neutral to providers (Z.2, Z.4). */
final class AzureBill {

    /** The column of the cost in every table, followed by that of its markup. */
    static final String[] COST_COLUMNS = {"pretax_cost", "markup_cost"};

    /** A name such as {@code /subscriptions/<id>/resourceGroups/<group>/providers/Microsoft.Compute/disks/<disk>} has the resource's own as its ninth part. */
    private static final int PARTS_BEFORE_ID = 8;

    private static final Resource NO_RESOURCE = new Resource(null, null, null);

    private final LabelTexts tags;
    private final AdditionalInfo.Texts additionalInfo = new AdditionalInfo.Texts();
    private final UnitsOfMeasure units = new UnitsOfMeasure();
    private final Map<Product, Product> products = new HashMap<>();
    private final Map<String, Resource> resources = new HashMap<>();
    private final DiskCapacities diskCapacities;
    private final List<CloudLineItem> items = new ArrayList<>();
    private final OddUnits oddUnits = new OddUnits();

    private AzureBill(Collection<String> enabledKeys, DiskSizes diskSizes) {
        tags = new LabelTexts(ClusterTagKeys.and(enabledKeys)::contains);
        diskCapacities = new DiskCapacities(diskSizes);
    }

    /**
     * The bill of a day.
     *
     * @param lineItems of all files in path order
     * @param enabledKeys the tag keys that are enabled for Azure
     * @param diskSizes the sizes that the names of meters say
     */
    static AzureBill of(List<GroupTable> lineItems, Collection<String> enabledKeys, DiskSizes diskSizes) {
        AzureBill bill = new AzureBill(enabledKeys, diskSizes);
        for (GroupTable table : lineItems) {
            for (int group = 0; group < table.size(); group++) {
                if (canMatch(table, group)) {
                    bill.add(table, group);
                }
            }
        }
        return bill;
    }

    CloudDayBill bill() {
        return new CloudDayBill(items, diskCapacities);
    }

    OddUnits oddUnits() {
        return oddUnits;
    }

    /** A line item without a resource and without tags can never match. */
    private static boolean canMatch(GroupTable table, int group) {
        String rawTags = Dimension.TAGS.nonEmpty(table, group);
        return Dimension.RESOURCE_ID.nonEmpty(table, group) != null || rawTags != null && !rawTags.equals("{}");
    }

    private void add(GroupTable table, int group) {
        String name = Dimension.RESOURCE_ID.nonEmpty(table, group);
        String rawTags = Dimension.TAGS.of(table, group);
        String service = AzureValues.service(table, group);
        AdditionalInfo info = additionalInfo.of(Dimension.ADDITIONAL_INFO.of(table, group));
        UnitOfMeasure unit = units.of(table, group);
        long count = AzureLineItems.count(table, group);
        double cost = Amount.COST.of(table, group);
        if (name != null) {
            diskCapacities.add(name, service, Dimension.METER_NAME.of(table, group));
        }
        oddUnits.add(unit, Dimension.UNIT_OF_MEASURE.of(table, group), count);
        items.add(new CloudLineItem(
                name == null ? NO_RESOURCE : resources.computeIfAbsent(name, AzureBill::resource),
                product(table, group, service, info, unit),
                tags.labels(rawTags),
                rawTags,
                null,
                direction(service, Dimension.CONSUMED_SERVICE.of(table, group), info),
                RoundedSum.times(Amount.QUANTITY.of(table, group) * unit.multiplier(), count),
                new double[] {cost * count},
                new double[] {RoundedSum.times(cost, count)}));
    }

    /** The same object for equal products: there are few. */
    private Product product(GroupTable table, int group, String service, AdditionalInfo info, UnitOfMeasure unit) {
        Product product = new Product(
                service == null || service.isEmpty() ? null : service,
                null,
                info.serviceType(),
                AzureValues.subscription(table, group),
                Dimension.SUBSCRIPTION_NAME.of(table, group),
                null,
                Dimension.RESOURCE_LOCATION.nonEmpty(table, group),
                unit.name(),
                AzureValues.currency(table, group),
                null);
        Product known = products.putIfAbsent(product, product);
        return known == null ? product : known;
    }

    private static Resource resource(String name) {
        String id = resourceId(name);
        return new Resource(name, id, id);
    }

    /** The ninth part of a name; null when there is none. */
    static String resourceId(String name) {
        int from = 0;
        for (int part = 0; part < PARTS_BEFORE_ID; part++) {
            int slash = name.indexOf('/', from);
            if (slash < 0) {
                return null;
            }
            from = slash + 1;
        }
        int end = name.indexOf('/', from);
        return end < 0 ? name.substring(from) : name.substring(from, end);
    }

    private static Direction direction(String service, String consumedService, AdditionalInfo info) {
        if (info.direction() == null || !"Virtual Network".equals(service)
                || consumedService == null || !consumedService.toLowerCase(Locale.ROOT).equals("microsoft.compute")) {
            return null;
        }
        return switch (info.direction()) {
            case "datatrin" -> Direction.IN;
            case "datatrout" -> Direction.OUT;
            case "" -> Direction.EMPTY;
            default -> Direction.OTHER;
        };
    }
}
