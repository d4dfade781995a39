package io.costflow.provider.cloud;

import io.costflow.provider.openshift.LabelSet;

/**
 * Line items of a cloud's bill on one day that are equal in everything that matters here, added up. Null is SQL's NULL; empty texts have become NULL.
 *
 * @param resource what was paid for
 * @param product what it is, and where
 * @param tags the tags that survive the enabled keys, or null for NULL
 * @param rawTags the tags as the provider wrote them
 * @param costCategory the provider's own cost categories, as JSON
 * @param direction of data that went over the network; null of everything else
 * @param usage the used amount, in the product's unit
 * @param costs the cost measures of the provider, in its order, as disks are charged by them; NaN is NULL
 * @param roundedCosts the same, as everything else is charged by them: some providers round them line item by line item
 */
public record CloudLineItem(
        Resource resource,
        Product product,
        LabelSet tags,
        String rawTags,
        String costCategory,
        Direction direction,
        double usage,
        double[] costs,
        double[] roundedCosts) {

    /**
     * What a line item was paid for.
     *
     * @param name the full name, which clusters are matched by; null where there is none
     * @param id the name that machines and volumes are joined by; null where the full name has no such part
     * @param disk tells disks apart: the id, or the name that the provider gives disks besides
     */
    public record Resource(String name, String id, String disk) {}

    /** A line item whose resource has no other name than its id, and whose costs are not rounded. */
    public CloudLineItem(
            String resourceId, Product product, LabelSet tags, String rawTags, String costCategory, Direction direction, double usage, double[] costs) {
        this(new Resource(resourceId, resourceId, resourceId), product, tags, rawTags, costCategory, direction, usage, costs, costs);
    }

    /** The id of the resource. */
    public String resourceId() {
        return resource.id();
    }

    /** The full name of the resource. */
    public String resourceName() {
        return resource.name();
    }

    /**
     * What GCP's bill says of a line item besides.
     *
     * @param project the project that is billed
     * @param sku what exactly was sold
     * @param month the month of the invoice, such as {@code 202510}
     */
    public record InvoiceLine(String project, String projectName, String sku, String skuName, String month) {}

    /** The dimensions of a bill that are passed on as they are. A provider leaves null what it does not have. */
    public record Product(
            String code,
            String family,
            String instanceType,
            String account,
            String accountName,
            String availabilityZone,
            String region,
            String unit,
            String currency,
            InvoiceLine invoiceLine) {

        /** A product of a cloud whose bill does not name accounts. */
        public Product(
                String code, String family, String instanceType, String account, String availabilityZone, String region, String unit, String currency) {
            this(code, family, instanceType, account, null, availabilityZone, region, unit, currency, null);
        }
    }
}
