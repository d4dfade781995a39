package io.costflow.settings;

import java.io.Serializable;
import java.math.BigDecimal;

/**
 * One source of usage: an OpenShift cluster or a cloud account.
 *
 * @param tenant the tenant's schema
 * @param type the name of its {@link SourceType}, such as {@code OCP}
 * @param uuid the provider's UUID, as text in lower case
 * @param clusterId of a cluster: its id
 * @param clusterAlias of a cluster: its name
 * @param infrastructure of a cluster: the UUID of the cloud source that it runs on, or null
 * @param distribution of a cluster: {@code cpu} or {@code memory}, what a node's cost is split by, or null
 * @param markup of a cloud: what is added to every cost, as a fraction, or null
 * @param unattributedStorage of a GCP account: whether disks are charged by their sizes, with what no volume takes of them, or null for the default
 * @param outputs what is published of it, or null for what the run publishes
 */
public record SourceSettings(
        String tenant,
        String type,
        String uuid,
        String clusterId,
        String clusterAlias,
        String infrastructure,
        String distribution,
        BigDecimal markup,
        Boolean unattributedStorage,
        OutputSelection outputs)
        implements Serializable {

    /** A source that does not say whether unattributed storage is charged. */
    public SourceSettings(
            String tenant,
            String type,
            String uuid,
            String clusterId,
            String clusterAlias,
            String infrastructure,
            String distribution,
            BigDecimal markup,
            OutputSelection outputs) {
        this(tenant, type, uuid, clusterId, clusterAlias, infrastructure, distribution, markup, null, outputs);
    }

    /** A cluster, published as the run says. */
    public static SourceSettings cluster(String tenant, String type, String uuid, String clusterId, String clusterAlias, String infrastructure) {
        return new SourceSettings(tenant, type, uuid, clusterId, clusterAlias, infrastructure, null, null, null);
    }

    /** A cloud account, published as the run says. */
    public static SourceSettings cloud(String tenant, String type, String uuid, BigDecimal markup) {
        return new SourceSettings(tenant, type, uuid, null, null, null, null, markup, null);
    }

    /** The same source, which says whether unattributed storage is charged. */
    public SourceSettings withUnattributedStorage(boolean charged) {
        return new SourceSettings(tenant, type, uuid, clusterId, clusterAlias, infrastructure, distribution, markup, charged, outputs);
    }

    /** The same cluster, which runs on a cloud source. */
    public SourceSettings withInfrastructure(String cloud) {
        return new SourceSettings(tenant, type, uuid, clusterId, clusterAlias, cloud, distribution, markup, unattributedStorage, outputs);
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
