package io.costflow.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/**
 * A session that holds a lock which a publication waits for.
 *
 * @param waiting the server's process of the publication
 * @param table the table that it waits for, or null when that is not known
 * @param pid the server's process of the session that holds the lock
 * @param application what that session calls itself
 * @param role its role
 * @param since when its transaction began, or null when our role may not see that
 */
public record LockHolder(int waiting, String table, int pid, String application, String role, Instant since) {

    /** pg_locks names no table for a lock on a row: then it is one that both have written to. */
    private static final String HOLDERS = """
            select waiting.pid, coalesce(
                    (select relation from pg_locks where pid = waiting.pid and not granted and relation is not null limit 1),
                    (select relation from pg_locks where pid = waiting.pid and locktype = 'tuple' limit 1),
                    (select ours.relation from pg_locks ours join pg_locks theirs on theirs.pid = holder.pid and theirs.relation = ours.relation
                            and theirs.database = ours.database join pg_class c on c.oid = ours.relation and c.relkind in ('r', 'p')
                        where ours.pid = waiting.pid and ours.mode = 'RowExclusiveLock' limit 1))::regclass::text,
                holder.pid, holder.application_name, holder.usename, holder.xact_start
            from pg_stat_activity waiting
            cross join lateral unnest(pg_blocking_pids(waiting.pid)) as blocking (pid)
            join pg_stat_activity holder on holder.pid = blocking.pid
            where waiting.datname = current_database() and waiting.usename = current_user and waiting.application_name = ? and waiting.wait_event_type = 'Lock'
            order by 1, 3""";

    /** Returns the sessions that publications of this role to this database wait for. */
    public static List<LockHolder> find(Connection connection) throws SQLException {
        List<LockHolder> holders = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(HOLDERS)) {
            statement.setString(1, PostgresConnections.APPLICATION);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    OffsetDateTime since = rows.getObject(6, OffsetDateTime.class);
                    holders.add(new LockHolder(
                            rows.getInt(1), rows.getString(2), rows.getInt(3), rows.getString(4), rows.getString(5), since == null ? null : since.toInstant()));
                }
            }
        }
        return holders;
    }

    /** Says which lock is held, by whom and since when, and how to end that. */
    public String sentence() {
        return "a lock on " + (table == null ? "a row" : "table " + table) + ", which process " + pid + " (application '" + application + "', role " + role
                + ") holds" + (since == null ? "" : " in a transaction since " + since)
                + ". It is published when that transaction ends; select pg_terminate_backend(" + pid + ") ends it.";
    }
}
