package io.costflow.inventory;

import io.costflow.database.SqlName;
import io.costflow.day.CodePointOrder;
import io.costflow.provider.openshift.ClusterObjects;
import io.costflow.provider.openshift.ClusterObjects.Claim;
import io.costflow.provider.openshift.ClusterObjects.Machine;
import io.costflow.provider.openshift.ClusterObjects.Node;
import io.costflow.provider.openshift.ObjectChanges;
import io.costflow.provider.openshift.ObjectChanges.StoredClaim;
import io.costflow.provider.openshift.ObjectChanges.StoredNode;
import io.costflow.settings.SourceSettings;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** koku's tables of clusters, nodes, claims and projects (specification, L.3). */
public final class ObjectTables {

    static final String CLUSTERS = "reporting_ocp_clusters";
    static final String NODES = "reporting_ocp_nodes";
    static final String CLAIMS = "reporting_ocp_pvcs";
    static final String PROJECTS = "reporting_ocp_projects";

    /** The tables with rows that belong to a cluster, which go with it. */
    private static final List<String> OF_CLUSTERS = List.of(NODES, CLAIMS, PROJECTS);

    /** All of them, in a tenant's schema. */
    public static final List<String> NAMES = List.of(CLUSTERS, NODES, CLAIMS, PROJECTS);

    private final Connection connection;
    private final String tenant;

    ObjectTables(Connection connection, String tenant) {
        this.connection = connection;
        this.tenant = tenant;
    }

    private record ClusterRow(UUID id, String alias) {}

    /** How many rows there are of each cluster, by the source's UUID. */
    Map<String, Long> rows() throws SQLException {
        Map<String, Long> rows = new HashMap<>();
        String counts = "select c.provider_id::text, (select count(*) from %s n where n.cluster_id = c.uuid) + (select count(*) from %s v where v.cluster_id = c.uuid)"
                + " + (select count(*) from %s p where p.cluster_id = c.uuid) from %s c";
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(counts.formatted(in(NODES), in(CLAIMS), in(PROJECTS), in(CLUSTERS)))) {
            while (found.next()) {
                rows.merge(found.getString(1), 1 + found.getLong(2), Long::sum);
            }
        }
        return rows;
    }

    /** The roles of all nodes of the tenant: of several rows of a machine the largest. */
    Map<Machine, String> roles() throws SQLException {
        Map<Machine, String> roles = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select node, resource_id, coalesce(node_role, '') from " + in(NODES))) {
            while (rows.next()) {
                roles.merge(new Machine(rows.getString(1), rows.getString(2)), rows.getString(3), CodePointOrder::larger);
            }
        }
        return roles;
    }

    /**
     * Adds what is missing of a cluster, and completes what is not complete. The caller holds the lock, and commits.
     *
     * @param months what line items say, in the order of the months
     * @return how many rows were written
     */
    int write(SourceSettings source, Collection<ClusterObjects> months) throws SQLException {
        List<ClusterRow> found = clusters(source);
        int written = 0;
        if (found.size() > 1) {
            for (ClusterRow cluster : found) {
                if (!Objects.equals(cluster.alias(), source.clusterAlias())) {
                    written += delete(cluster.id());
                }
            }
            found = found.stream().filter(cluster -> Objects.equals(cluster.alias(), source.clusterAlias())).toList();
        }
        UUID cluster;
        if (found.isEmpty()) {
            cluster = UUID.randomUUID();
            written += update("insert into " + in(CLUSTERS) + " (uuid, cluster_id, cluster_alias, provider_id) values (?, ?, ?, ?)",
                    cluster, source.clusterId(), source.clusterAlias(), UUID.fromString(source.uuid()));
        } else {
            cluster = found.get(0).id();
            if (!Objects.equals(found.get(0).alias(), source.clusterAlias())) {
                written += update("update " + in(CLUSTERS) + " set cluster_alias = ? where uuid = ?", source.clusterAlias(), cluster);
            }
        }
        return written + write(cluster, ObjectChanges.between(nodes(cluster), claims(cluster), projects(cluster), months));
    }

    private int write(UUID cluster, ObjectChanges changes) throws SQLException {
        for (Node node : changes.newNodes()) {
            update("insert into " + in(NODES) + " (uuid, node, resource_id, node_capacity_cpu_cores, cluster_id, node_role, architecture) values (?, ?, ?, ?, ?, ?, ?)",
                    UUID.randomUUID(), node.machine().node(), node.machine().resourceId(), node.capacity(), cluster, node.role(), node.architecture());
        }
        for (StoredNode stored : changes.changedNodes()) {
            update("update " + in(NODES) + " set node_role = ?, architecture = ? where uuid = ?",
                    stored.node().role(), stored.node().architecture(), UUID.fromString(stored.id()));
        }
        for (Claim claim : changes.newClaims()) {
            update("insert into " + in(CLAIMS) + " (uuid, persistent_volume, persistent_volume_claim, csi_volume_handle, cluster_id) values (?, ?, ?, ?, ?)"
                    + " on conflict do nothing", UUID.randomUUID(), claim.volume(), claim.name(), claim.handle(), cluster);
        }
        for (StoredClaim stored : changes.changedClaims()) {
            update("update " + in(CLAIMS) + " set csi_volume_handle = ? where uuid = ?", stored.claim().handle(), UUID.fromString(stored.id()));
        }
        for (String project : changes.newProjects()) {
            update("insert into " + in(PROJECTS) + " (uuid, project, cluster_id) values (?, ?, ?) on conflict do nothing", UUID.randomUUID(), project, cluster);
        }
        return changes.rows();
    }

    /** Deletes a cluster with what belongs to it: koku's tables leave that to their writer. */
    private int delete(UUID cluster) throws SQLException {
        int deleted = 0;
        for (String table : OF_CLUSTERS) {
            deleted += update("delete from " + in(table) + " where cluster_id = ?", cluster);
        }
        return deleted + update("delete from " + in(CLUSTERS) + " where uuid = ?", cluster);
    }

    private List<ClusterRow> clusters(SourceSettings source) throws SQLException {
        List<ClusterRow> clusters = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement("select uuid, cluster_alias from " + in(CLUSTERS) + " where provider_id = ? order by uuid")) {
            query.setObject(1, UUID.fromString(source.uuid()));
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    clusters.add(new ClusterRow(rows.getObject(1, UUID.class), rows.getString(2)));
                }
            }
        }
        return clusters;
    }

    private interface Mapping<T> {
        T read(ResultSet row) throws SQLException;
    }

    private List<StoredNode> nodes(UUID cluster) throws SQLException {
        return rows(cluster, NODES, "uuid::text, node, resource_id, node_capacity_cpu_cores, node_role, architecture", row -> new StoredNode(
                row.getString(1),
                new Node(new Machine(row.getString(2), row.getString(3)), row.getBigDecimal(4), row.getString(5), row.getString(6))));
    }

    private List<StoredClaim> claims(UUID cluster) throws SQLException {
        return rows(cluster, CLAIMS, "uuid::text, persistent_volume, persistent_volume_claim, csi_volume_handle",
                row -> new StoredClaim(row.getString(1), new Claim(row.getString(2), row.getString(3), row.getString(4))));
    }

    private List<String> projects(UUID cluster) throws SQLException {
        return rows(cluster, PROJECTS, "project", row -> row.getString(1));
    }

    private <T> List<T> rows(UUID cluster, String table, String columns, Mapping<T> mapping) throws SQLException {
        List<T> read = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement("select " + columns + " from " + in(table) + " where cluster_id = ? order by uuid")) {
            query.setObject(1, cluster);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    read.add(mapping.read(rows));
                }
            }
        }
        return read;
    }

    private int update(String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            return statement.executeUpdate();
        }
    }

    private String in(String table) {
        return SqlName.quoted(tenant, table);
    }
}
