package io.costflow.inventory;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** koku's tables of which cloud a cluster runs on (specification, L.4). */
final class LinkTables {

    /** A link to a source that is no cloud counts for nothing: koku takes it away. */
    private static final String LINKS = "select p.uuid::text, m.infrastructure_provider_id::text from public.api_provider p"
            + " join public.api_providerinfrastructuremap m on m.id = p.infrastructure_id where m.infrastructure_type not like 'OCP%'";

    private final Connection connection;

    LinkTables(Connection connection) {
        this.connection = connection;
    }

    /** The cloud that each cluster is linked to, by the cluster's UUID. */
    Map<String, String> links() throws SQLException {
        Map<String, String> links = new HashMap<>();
        try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(LINKS)) {
            while (rows.next()) {
                links.put(rows.getString(1), rows.getString(2));
            }
        }
        return links;
    }

    /**
     * Links a cluster to a cloud, unless it is linked already. Nothing is stored for sources that koku does not know. The caller holds the lock, and commits.
     *
     * @return how many rows were written
     */
    int link(String cluster, String cloud) throws SQLException {
        Optional<String> type = one("select type from public.api_provider where uuid = ?", cloud);
        if (type.isEmpty() || links().containsKey(cluster) || one("select uuid::text from public.api_provider where uuid = ?", cluster).isEmpty()) {
            return 0;
        }
        int written = 0;
        Optional<Integer> map = map(cloud, type.get());
        if (map.isEmpty()) {
            try (PreparedStatement insert = connection.prepareStatement(
                    "insert into public.api_providerinfrastructuremap (infrastructure_type, infrastructure_provider_id) values (?, ?)")) {
                insert.setString(1, type.get());
                insert.setObject(2, UUID.fromString(cloud));
                written += insert.executeUpdate();
            }
            map = map(cloud, type.get());
        }
        try (PreparedStatement update = connection.prepareStatement("update public.api_provider set infrastructure_id = ? where uuid = ?")) {
            update.setInt(1, map.orElseThrow());
            update.setObject(2, UUID.fromString(cluster));
            return written + update.executeUpdate();
        }
    }

    private Optional<Integer> map(String cloud, String type) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "select min(id) from public.api_providerinfrastructuremap where infrastructure_provider_id = ? and infrastructure_type = ?")) {
            query.setObject(1, UUID.fromString(cloud));
            query.setString(2, type);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                int id = row.getInt(1);
                return row.wasNull() ? Optional.empty() : Optional.of(id);
            }
        }
    }

    private Optional<String> one(String sql, String uuid) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setObject(1, UUID.fromString(uuid));
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        }
    }
}
