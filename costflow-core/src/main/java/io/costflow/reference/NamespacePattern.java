package io.costflow.reference;

/**
 * A row of reporting_ocp_cost_category_namespace.
 *
 * @param pattern a LIKE pattern over namespaces
 * @param categoryId the cost category of the namespaces that it matches
 */
public record NamespacePattern(String pattern, int categoryId) {}
