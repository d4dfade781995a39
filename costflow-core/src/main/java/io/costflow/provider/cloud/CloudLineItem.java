package io.costflow.provider.cloud;

import io.costflow.provider.openshift.LabelSet;

/**
 * Line items of a cloud's bill on one day that are equal in everything that matters here, added up. Null is SQL's NULL; empty texts have become NULL.
 *
 * @param resourceId what was paid for
 * @param product what it is, and where
 * @param tags the tags that survive the enabled keys, or null for NULL
 * @param rawTags the tags as the provider wrote them
 * @param costCategory the provider's own cost categories, as JSON
 * @param direction IN or OUT for data that went over the network, else null
 * @param usage the used amount, in the product's unit
 * @param costs the cost measures of the provider, in its order; NaN is NULL
 */
public record CloudLineItem(
        String resourceId, Product product, LabelSet tags, String rawTags, String costCategory, String direction, double usage, double[] costs) {

    /** The dimensions of a bill that are passed on as they are. */
    public record Product(
            String code, String family, String instanceType, String account, String availabilityZone, String region, String unit, String currency) {}
}
