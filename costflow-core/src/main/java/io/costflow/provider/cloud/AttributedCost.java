package io.costflow.provider.cloud;

import io.costflow.provider.openshift.LabelSet;

/**
 * A share of a bill's line item that a cluster's namespace, node or volume is charged.
 *
 * @param cluster the cluster
 * @param dataSource Pod or Storage
 * @param resourceId the line item's, or the id of the cluster's machine, as the rules of the cloud say
 * @param product the line item's
 * @param unit the unit of the used amount
 * @param direction of network cost; null of everything else
 * @param tags the labels of pods or volumes with the line item's tags, before they are restricted; null for NULL
 * @param costCategory the cloud's own cost category, as JSON
 * @param costCategoryId the id of the namespace's cost category
 * @param usage the share of the used amount; NaN is NULL
 * @param costs the shares of the costs; NaN is NULL
 */
public record AttributedCost(
        CloudCluster cluster,
        String dataSource,
        String namespace,
        String node,
        String claim,
        String volume,
        String storageClass,
        String resourceId,
        CloudLineItem.Product product,
        String unit,
        Direction direction,
        LabelSet tags,
        String costCategory,
        Integer costCategoryId,
        double usage,
        double[] costs) {

    public static final String POD = "Pod";
    public static final String STORAGE = "Storage";
}
