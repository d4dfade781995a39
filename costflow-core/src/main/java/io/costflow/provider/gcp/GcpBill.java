package io.costflow.provider.gcp;

import io.costflow.lineitem.GroupTable;
import io.costflow.provider.cloud.CloudDayBill;
import io.costflow.provider.cloud.CloudLineItem;
import io.costflow.provider.cloud.CloudLineItem.InvoiceLine;
import io.costflow.provider.cloud.CloudLineItem.Product;
import io.costflow.provider.cloud.CloudLineItem.Resource;
import io.costflow.provider.cloud.ClusterTagKeys;
import io.costflow.provider.cloud.Direction;
import io.costflow.provider.cloud.RoundedSum;
import io.costflow.provider.gcp.GcpLineItems.Daily;
import io.costflow.provider.gcp.GcpLineItems.Daily.Amount;
import io.costflow.provider.gcp.GcpLineItems.Daily.Dimension;
import io.costflow.provider.openshift.LabelTexts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Turns GCP's line items into what is neutral to providers (G.4). */
final class GcpBill {

    /** The columns of cost and credits in every table; credits have no markup. */
    static final String[] COST_COLUMNS = {"unblended_cost", "markup_cost", "credit_amount", null};

    static final String COMPUTE_ENGINE = "Compute Engine";

    private final LabelTexts labels;
    private final MachineSpecs machineSpecs = new MachineSpecs();
    private final Map<Product, Product> products = new HashMap<>();
    private final Map<Resource, Resource> resources = new HashMap<>();
    private final DiskCapacities diskCapacities;
    private final List<CloudLineItem> items = new ArrayList<>();

    private GcpBill(List<GroupTable> hourly, Collection<String> enabledKeys) {
        labels = new LabelTexts(ClusterTagKeys.and(enabledKeys)::contains);
        diskCapacities = new DiskCapacities(hourly);
    }

    /**
     * The bill of a day.
     *
     * @param daily the line items by the day, of all files in path order
     * @param hourly the usage of resources by the hour, of all files; empty if disks are charged like anything else
     * @param enabledKeys the label keys that are enabled for GCP
     */
    static CloudDayBill of(List<GroupTable> daily, List<GroupTable> hourly, Collection<String> enabledKeys) {
        GcpBill bill = new GcpBill(hourly, enabledKeys);
        for (GroupTable table : daily) {
            for (int group = 0; group < table.size(); group++) {
                bill.add(table, group);
            }
        }
        return new CloudDayBill(bill.items, bill.diskCapacities);
    }

    private void add(GroupTable table, int group) {
        String rawLabels = Dimension.LABELS.of(table, group);
        String serviceName = Dimension.SERVICE_NAME.nonEmpty(table, group);
        String skuName = Dimension.SKU_NAME.nonEmpty(table, group);
        Resource resource = resource(table, group);
        long count = Daily.count(table, group);
        double usage = RoundedSum.times(Amount.USAGE.of(table, group), count);
        double[] costs = {RoundedSum.times(Amount.COST.of(table, group), count), Daily.credits(table, group)};
        diskCapacities.add(resource, serviceName, skuName, usage);
        items.add(new CloudLineItem(
                resource,
                product(table, group, serviceName, skuName),
                labels.labels(rawLabels),
                rawLabels,
                null,
                direction(serviceName, skuName),
                usage,
                costs,
                costs));
    }

    /** The same object for equal resources: many line items share one. The empty name is one that others can be found by (G.4). */
    private Resource resource(GroupTable table, int group) {
        String name = Dimension.RESOURCE_NAME.of(table, group);
        Resource resource = new Resource(name, name, Dimension.RESOURCE_GLOBAL_NAME.nonEmpty(table, group));
        Resource known = resources.putIfAbsent(resource, resource);
        return known == null ? resource : known;
    }

    /** The same object for equal products: there are few. */
    private Product product(GroupTable table, int group, String serviceName, String skuName) {
        Product product = new Product(
                Dimension.SERVICE.nonEmpty(table, group),
                serviceName,
                machineSpecs.of(Dimension.SYSTEM_LABELS.of(table, group)),
                Dimension.ACCOUNT.of(table, group),
                null,
                null,
                Dimension.REGION.nonEmpty(table, group),
                Dimension.UNIT.of(table, group),
                Dimension.CURRENCY.of(table, group),
                new InvoiceLine(
                        Dimension.PROJECT.of(table, group),
                        Dimension.PROJECT_NAME.of(table, group),
                        Dimension.SKU.nonEmpty(table, group),
                        skuName,
                        Dimension.INVOICE_MONTH.of(table, group)));
        Product known = products.putIfAbsent(product, product);
        return known == null ? product : known;
    }

    private static Direction direction(String serviceName, String skuName) {
        if (!COMPUTE_ENGINE.equals(serviceName) || skuName == null) {
            return null;
        }
        String sku = skuName.toLowerCase(Locale.ROOT);
        if (sku.contains("data transfer in")) {
            return Direction.IN;
        }
        return sku.contains("data transfer") ? Direction.OUT : null;
    }
}
