package io.costflow.reference;

import io.costflow.database.Database;
import io.costflow.database.TableRights;
import io.costflow.database.UnreadableTablesException;
import io.costflow.reference.Deliveries.Manifest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads koku's manifests and the status of their files, which all tenants share. */
public final class ManifestTables {

    private static final Logger LOG = LoggerFactory.getLogger(ManifestTables.class);
    private static final List<String> TABLES = List.of("reporting_common_costusagereportmanifest", "reporting_common_costusagereportstatus");

    private static final String SOURCES = """
            select distinct provider_id::text from public.reporting_common_costusagereportmanifest
            where state -> 'processing' ->> 'end' is not null""";

    /** koku counts a file as processed once it has {@code completed_datetime}; the statuses 1 and 2 are done and failed. */
    private static final String MANIFESTS = """
            select m.id, m.provider_id::text, count(s.completed_datetime), max(s.completed_datetime),
                count(s.id) < m.num_total_files or coalesce(bool_or(s.completed_datetime is null and s.status not in (1, 2)), true)
            from public.reporting_common_costusagereportmanifest m
            left join public.reporting_common_costusagereportstatus s on s.manifest_id = m.id
            where m.creation_datetime > now() - interval '3 days' or (m.state -> 'processing' ->> 'start')::timestamptz > now() - interval '3 days'
            group by m.id""";

    private ManifestTables() {}

    /** Reads what koku's manifests say in two queries, however many tenants and sources there are. */
    public static Deliveries read(Connection connection) throws SQLException {
        for (String table : TABLES) {
            if (!TableRights.isReadable(connection, "public", table)) {
                return Deliveries.NONE;
            }
        }
        try {
            return Database.ofTenant(connection, ManifestTables::query);
        } catch (UnreadableTablesException e) {
            LOG.debug("koku's manifests have another form and are not used.", e);
            return Deliveries.NONE;
        }
    }

    private static Deliveries query(Connection connection) throws SQLException {
        Map<Long, Manifest> manifests = new HashMap<>();
        Set<String> sources = new HashSet<>();
        try (Statement statement = connection.createStatement()) {
            try (ResultSet rows = statement.executeQuery(SOURCES)) {
                while (rows.next()) {
                    sources.add(rows.getString(1));
                }
            }
            try (ResultSet rows = statement.executeQuery(MANIFESTS)) {
                while (rows.next()) {
                    Timestamp last = rows.getTimestamp(4);
                    manifests.put(rows.getLong(1), new Manifest(rows.getString(2), rows.getInt(3), last == null ? null : last.toInstant(), rows.getBoolean(5)));
                }
            }
        }
        return new Deliveries(manifests, sources);
    }
}
