package io.costflow.reference;

/**
 * A row of reporting_ocp_nodes.
 *
 * @param node the node's name
 * @param resourceId the id of the machine that it runs on, or null
 * @param role its role, such as master, infra or worker, or null
 */
public record NodeRole(String node, String resourceId, String role) {}
