package io.costflow.day;

/**
 * A node of a cluster's day, with the role that is stored for it.
 *
 * @param node the node's name
 * @param resourceId the id of the machine that it runs on, or null
 * @param role its role, such as master, infra or worker, or null
 */
public record PlannedNode(String node, String resourceId, String role) {}
