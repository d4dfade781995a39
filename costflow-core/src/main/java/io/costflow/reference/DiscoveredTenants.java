package io.costflow.reference;

import java.util.List;

/**
 * The tenants of a database that a run is to serve.
 *
 * @param readable the ones whose sources the role may read, in order
 * @param ungranted the others, in order: each new tenant that koku creates is one until its rights are granted
 */
public record DiscoveredTenants(List<String> readable, List<String> ungranted) {

    /** Why tenants are left out whose sources the role may not read. */
    public static String reason(String role) {
        return "The role " + role + " may not read reporting_tenant_api_provider of the schema. Run docs/database-role.sql for it, or docs/database-role-all.sql for all"
                + " tenants; its days are published at the next poll.";
    }
}
