package io.costflow.demo;

import io.costflow.demo.DemoCluster.Node;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/** Writes to koku's tables what koku itself would have there about the made-up clusters, so that the job finds them. */
final class DemoReference {
    private static final List<String> ENABLED_KEYS = List.of("app", "environment", "team", "cost_center", "backup");
    private static final List<String> PLATFORM_NAMESPACES = List.of("openshift-%", "kube-%", "Platform unallocated", "openshift");
    private static final List<String> DATA_NAMESPACES = List.of("analytics%", "ml-research%");

    private final Connection connection;
    private final String tenant;

    DemoReference(Connection connection, String tenant) {
        this.connection = connection;
        this.tenant = tenant;
    }

    /** Writes the rows of the tenant: keys and categories once, then each cluster with a report period for every month of the window. */
    void write(List<DemoCluster> clusters, LocalDate from, LocalDate to) throws SQLException {
        for (String key : ENABLED_KEYS) {
            tagKey(key, true);
        }
        tagKey("version", false);
        category("Platform", "What OpenShift itself runs", true, PLATFORM_NAMESPACES);
        category("Data", "Analytics and machine learning", false, DATA_NAMESPACES);
        for (DemoCluster cluster : clusters) {
            source(cluster);
            nodes(cluster);
            for (LocalDate month = from.withDayOfMonth(1); !month.isAfter(to); month = month.plusMonths(1)) {
                reportPeriod(cluster, month);
            }
        }
    }

    private void tagKey(String key, boolean enabled) throws SQLException {
        execute("INSERT INTO %s.reporting_enabledtagkeys (key, enabled, provider_type) VALUES (?, ?, 'OCP')", key, enabled);
    }

    private void category(String name, String description, boolean system, List<String> namespaces) throws SQLException {
        Object id = insert("""
                INSERT INTO %s.reporting_ocp_cost_category (name, description, source_type, system_default, label)
                VALUES (?, ?, 'OCP', ?, '{}') RETURNING id""", name, description, system);
        for (String namespace : namespaces) {
            execute("""
                    INSERT INTO %s.reporting_ocp_cost_category_namespace (namespace, system_default, cost_category_id)
                    VALUES (?, ?, ?)""", namespace, system, id);
        }
    }

    private void source(DemoCluster cluster) throws SQLException {
        Object authentication = insert(
                "INSERT INTO public.api_providerauthentication (credentials) VALUES (jsonb_build_object('cluster_id', ?::text)) RETURNING id", cluster.id());
        execute("""
                INSERT INTO public.api_provider (uuid, name, type, authentication_id, setup_complete)
                VALUES (?, ?, 'OCP', ?, true)""", uuid(cluster), cluster.alias(), authentication);
        execute("INSERT INTO %s.reporting_tenant_api_provider (name, type, provider_id) VALUES (?, 'OCP', ?)", cluster.alias(), uuid(cluster));
    }

    private void nodes(DemoCluster cluster) throws SQLException {
        Object id = insert("""
                INSERT INTO %s.reporting_ocp_clusters (cluster_id, cluster_alias, provider_id)
                VALUES (?, ?, ?) RETURNING uuid""", cluster.id(), cluster.alias(), uuid(cluster));
        for (Node node : cluster.nodes()) {
            execute("""
                    INSERT INTO %s.reporting_ocp_nodes (node, resource_id, node_capacity_cpu_cores, cluster_id, node_role, architecture)
                    VALUES (?, ?, ?, ?, ?, 'amd64')""", node.name(), node.resourceId(), node.cores(), id, node.role());
        }
    }

    private void reportPeriod(DemoCluster cluster, LocalDate month) throws SQLException {
        execute("""
                INSERT INTO %s.reporting_ocpusagereportperiod (cluster_id, cluster_alias, report_period_start, report_period_end, provider_id)
                VALUES (?, ?, ?, ?, ?)""", cluster.id(), cluster.alias(), midnight(month), midnight(month.plusMonths(1)), uuid(cluster));
    }

    private static UUID uuid(DemoCluster cluster) {
        return UUID.fromString(cluster.source());
    }

    private static OffsetDateTime midnight(LocalDate day) {
        return day.atStartOfDay().atOffset(ZoneOffset.UTC);
    }

    private void execute(String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = prepare(sql, values)) {
            statement.executeUpdate();
        }
    }

    private Object insert(String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = prepare(sql, values); ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getObject(1);
        }
    }

    private PreparedStatement prepare(String sql, Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql.replace("%s", tenant));
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }
}
