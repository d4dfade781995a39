package io.costflow.provider.cloud;

import io.costflow.provider.openshift.ClusterUsage;

/**
 * A cluster that runs on a cloud source, with its day.
 *
 * @param source its source UUID, as text
 * @param id the cluster's id
 * @param alias the cluster's name
 * @param reportPeriod the id of its report period
 * @param byMemory whether the cost of nodes is split by memory; else by CPU
 * @param usage its day
 */
public record CloudCluster(String source, String id, String alias, int reportPeriod, boolean byMemory, ClusterUsage usage) {}
