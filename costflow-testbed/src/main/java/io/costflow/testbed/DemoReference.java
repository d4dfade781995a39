package io.costflow.testbed;

import io.costflow.testbed.DemoCluster.Node;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Writes to koku's tables what koku itself would have there about the generated clusters, so that the job finds them. */
final class DemoReference {
    private static final List<String> ENABLED_KEYS = List.of("app", "environment", "team", "cost_center", "backup");
    private static final List<String> PLATFORM_NAMESPACES = List.of("openshift-%", "kube-%", "Platform unallocated", "openshift");
    private static final List<String> DATA_NAMESPACES = List.of("analytics%", "ml-research%");

    private final ReferenceRows rows;

    DemoReference(ReferenceRows rows) {
        this.rows = rows;
    }

    /** Writes the rows of the tenant: keys and categories, the accounts that clusters run on, then each cluster with a report period for every month. */
    void write(List<DemoCluster> clusters, Map<CloudAccount, List<DemoCluster>> accounts, List<LocalDate> months) throws SQLException {
        for (String key : ENABLED_KEYS) {
            tagKey(key, true);
        }
        tagKey("version", false);
        category("Platform", "What OpenShift itself runs", true, PLATFORM_NAMESPACES);
        category("Data", "Analytics and machine learning", false, DATA_NAMESPACES);
        Map<String, Object> infrastructure = new HashMap<>();
        for (Map.Entry<CloudAccount, List<DemoCluster>> account : accounts.entrySet()) {
            Object id = new CloudReference(rows).write(account.getKey(), account.getValue(), months);
            account.getValue().forEach(cluster -> infrastructure.put(cluster.source(), id));
        }
        for (DemoCluster cluster : clusters) {
            source(cluster, infrastructure.get(cluster.source()));
            nodes(cluster);
            for (LocalDate month : months) {
                reportPeriod(cluster, month);
            }
        }
    }

    private void tagKey(String key, boolean enabled) throws SQLException {
        rows.execute("INSERT INTO %s.reporting_enabledtagkeys (key, enabled, provider_type) VALUES (?, ?, 'OCP')", key, enabled);
    }

    private void category(String name, String description, boolean system, List<String> namespaces) throws SQLException {
        Object id = rows.insert("""
                INSERT INTO %s.reporting_ocp_cost_category (name, description, source_type, system_default, label)
                VALUES (?, ?, 'OCP', ?, '{}') RETURNING id""", name, description, system);
        for (String namespace : namespaces) {
            rows.execute("""
                    INSERT INTO %s.reporting_ocp_cost_category_namespace (namespace, system_default, cost_category_id)
                    VALUES (?, ?, ?)""", namespace, system, id);
        }
    }

    private void source(DemoCluster cluster, Object infrastructure) throws SQLException {
        Object authentication = rows.insert(
                "INSERT INTO public.api_providerauthentication (credentials) VALUES (jsonb_build_object('cluster_id', ?::text)) RETURNING id", cluster.id());
        rows.execute("""
                INSERT INTO public.api_provider (uuid, name, type, authentication_id, setup_complete, infrastructure_id)
                VALUES (?, ?, 'OCP', ?, true, ?)""", uuid(cluster), cluster.alias(), authentication, infrastructure);
        rows.execute("INSERT INTO %s.reporting_tenant_api_provider (name, type, provider_id) VALUES (?, 'OCP', ?)", cluster.alias(), uuid(cluster));
    }

    private void nodes(DemoCluster cluster) throws SQLException {
        Object id = rows.insert("""
                INSERT INTO %s.reporting_ocp_clusters (cluster_id, cluster_alias, provider_id)
                VALUES (?, ?, ?) RETURNING uuid""", cluster.id(), cluster.alias(), uuid(cluster));
        for (Node node : cluster.nodes()) {
            rows.execute("""
                    INSERT INTO %s.reporting_ocp_nodes (node, resource_id, node_capacity_cpu_cores, cluster_id, node_role, architecture)
                    VALUES (?, ?, ?, ?, ?, 'amd64')""", node.name(), node.resourceId(), node.cores(), id, node.role());
        }
    }

    private void reportPeriod(DemoCluster cluster, LocalDate month) throws SQLException {
        OffsetDateTime end = ReferenceRows.midnight(month.plusMonths(1));
        rows.execute("""
                INSERT INTO %s.reporting_ocpusagereportperiod (cluster_id, cluster_alias, report_period_start, report_period_end, provider_id)
                VALUES (?, ?, ?, ?, ?)""", cluster.id(), cluster.alias(), ReferenceRows.midnight(month), end, uuid(cluster));
    }

    private static UUID uuid(DemoCluster cluster) {
        return UUID.fromString(cluster.source());
    }
}
