package io.costflow.reference;

import io.costflow.database.Database;
import io.costflow.database.TableRights;
import io.costflow.database.UnreadableTablesException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What koku's manifests say of the files that it writes to the lake: how many of each delivery it has processed, and when.
 *
 * @param manifests the manifests that are younger than three days, or were processed since, by their ids
 * @param sources the UUIDs of the sources of which koku has ever processed a manifest
 */
public record Deliveries(Map<Long, Manifest> manifests, Set<String> sources) {

    /** What is known where koku has no manifests, or they cannot be read. */
    public static final Deliveries NONE = new Deliveries(Map.of(), Set.of());

    private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);
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

    /**
     * The files of a manifest.
     *
     * @param source the UUID of the source
     * @param processed how many files koku has processed
     * @param last when it had processed the last of them, or null
     * @param underWay whether there are files that koku has neither processed nor given up
     */
    public record Manifest(String source, int processed, Instant last, boolean underWay) {

        /** Whether files may have changed since the manifest was read before; {@code before} is null for one that is new. */
        private boolean hasNewsSince(Manifest before) {
            if (before == null) {
                return processed > 0;
            }
            return processed != before.processed || !Objects.equals(last, before.last) || before.underWay && !underWay;
        }
    }

    /** Reads what koku's manifests say in two queries, however many tenants and sources there are. */
    public static Deliveries read(Connection connection) throws SQLException {
        for (String table : TABLES) {
            if (!TableRights.isReadable(connection, "public", table)) {
                return NONE;
            }
        }
        try {
            return Database.ofTenant(connection, Deliveries::query);
        } catch (UnreadableTablesException e) {
            LOG.debug("koku's manifests have another form and are not used.", e);
            return NONE;
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

    /** The sources whose files may have changed since an earlier reading. */
    public Set<String> newsSince(Deliveries before) {
        Set<String> news = new HashSet<>();
        manifests.forEach((id, manifest) -> {
            if (manifest.hasNewsSince(before.manifests.get(id))) {
                news.add(manifest.source());
            }
        });
        return news;
    }

    /** Whether koku describes what it does with the files of a source, and has written all files of its deliveries. */
    public boolean isComplete(String source) {
        return sources.contains(source) && manifests.values().stream().noneMatch(manifest -> manifest.underWay() && manifest.source().equals(source));
    }
}
