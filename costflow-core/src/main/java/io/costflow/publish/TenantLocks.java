package io.costflow.publish;

import io.costflow.database.PostgresConnection;
import io.costflow.database.PostgresConnections;
import io.costflow.database.Poolers;
import io.costflow.settings.DatabaseSettings;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices tenants that two continuous jobs serve by mistake. A job holds an advisory lock for each of its tenants, in a session that is kept for it. Behind a pooler
 * in transaction mode there is no such session, and nothing is noticed.
 */
public final class TenantLocks implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TenantLocks.class);

    private static final String TAKE = """
            select tenant, pg_try_advisory_lock(hashtextextended('costflow job ' || tenant, 0)) from unnest(?::text[]) tenant""";

    private static final String HOLDERS = """
            select tenant, a.pid, coalesce(host(a.client_addr), 'this host'), a.usename
            from unnest(?::text[]) tenant
            join pg_locks l on l.locktype = 'advisory' and l.granted and l.objsubid = 1
                and l.database = (select oid from pg_database where datname = current_database())
                and (l.classid::bigint << 32) | l.objid::bigint = hashtextextended('costflow job ' || tenant, 0)
            join pg_stat_activity a on a.pid = l.pid""";

    private final PostgresConnection connections;
    private final Set<String> held = new HashSet<>();
    private Connection session;
    /** The process that held the lock of a tenant when it was asked for last. A job that has just ended may hold it for a moment. */
    private Map<String, Integer> holdersBefore = Map.of();

    /** @param settings the database whose sessions hold the locks */
    public TenantLocks(DatabaseSettings settings) {
        connections = PostgresConnections.to(settings);
    }

    /** A session that holds the lock of a tenant. */
    private record Holder(int pid, String host, String role) {

        String sentence(String tenant) {
            return "Another continuous job serves the tenant " + tenant + " too (process " + pid + " of PostgreSQL, from " + host + ", as the role " + role
                    + "). Both compute and publish its days. Stop one of them, or give them other tenants (tenants.include, tenants.exclude, tenants.shard).";
        }
    }

    /** Takes the locks that are not held yet. Returns the tenants whose locks another session has held since the last call, each with a sentence. */
    public synchronized Map<String, String> contended(Collection<String> tenants) {
        try {
            return connections.run(connection -> contended(connection, tenants));
        } catch (IOException e) {
            LOG.debug("It is not known whether another job serves a tenant.", e);
            return Map.of();
        }
    }

    private Map<String, String> contended(Connection connection, Collection<String> tenants) throws SQLException {
        if (Poolers.isBetween(connection)) {
            return Map.of();
        }
        if (connection != session) {
            session = connection;
            held.clear();
        }
        Set<String> missing = new HashSet<>(tenants);
        missing.removeAll(held);
        if (missing.isEmpty()) {
            return Map.of();
        }
        try (PreparedStatement take = connection.prepareStatement(TAKE)) {
            take.setArray(1, connection.createArrayOf("text", missing.toArray()));
            try (ResultSet rows = take.executeQuery()) {
                while (rows.next()) {
                    if (rows.getBoolean(2)) {
                        held.add(rows.getString(1));
                    }
                }
            }
        }
        missing.removeAll(held);
        return contendedBy(missing.isEmpty() ? Map.of() : holders(connection, missing));
    }

    private Map<String, String> contendedBy(Map<String, Holder> holders) {
        Map<String, String> contended = new TreeMap<>();
        Map<String, Integer> pids = new HashMap<>();
        holders.forEach((tenant, holder) -> {
            pids.put(tenant, holder.pid());
            if (Integer.valueOf(holder.pid()).equals(holdersBefore.get(tenant))) {
                contended.put(tenant, holder.sentence(tenant));
            }
        });
        holdersBefore = pids;
        return contended;
    }

    @Override
    public synchronized void close() {
        connections.closeConnection();
    }

    private static Map<String, Holder> holders(Connection connection, Set<String> tenants) throws SQLException {
        Map<String, Holder> holders = new HashMap<>();
        try (PreparedStatement find = connection.prepareStatement(HOLDERS)) {
            find.setArray(1, connection.createArrayOf("text", tenants.toArray()));
            try (ResultSet rows = find.executeQuery()) {
                while (rows.next()) {
                    holders.put(rows.getString(1), new Holder(rows.getInt(2), rows.getString(3), rows.getString(4)));
                }
            }
        }
        return holders;
    }
}
