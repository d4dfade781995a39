package io.costflow.settings;

import java.io.Serializable;
import java.math.BigDecimal;

/**
 * One source of usage: an OpenShift cluster or a cloud account.
 *
 * @param tenant the tenant's schema
 * @param type OCP or AWS
 * @param uuid the provider's UUID, as text in lower case
 * @param clusterId OCP: the cluster's id
 * @param clusterAlias OCP: the cluster's name
 * @param infrastructure OCP: the UUID of the cloud source that the cluster runs on, or null
 * @param distribution OCP: {@code cpu} or {@code memory}: what a node's cost is split by, or null
 * @param markup AWS: what is added to every cost, as a fraction, or null
 */
public record SourceSettings(
        String tenant, Type type, String uuid, String clusterId, String clusterAlias, String infrastructure, String distribution, BigDecimal markup)
        implements Serializable {

    /** The kinds of sources. */
    public enum Type {
        OCP,
        AWS
    }

    /** The account in the lake's paths. */
    public String account() {
        return account(tenant);
    }

    /** The account of a tenant in the lake's paths: the tenant without a leading {@code acct} (storage layout, A.1). */
    public static String account(String tenant) {
        return tenant.startsWith("acct") ? tenant.substring(4) : tenant;
    }
}
