package io.costflow.publish;

import io.costflow.database.SqlName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Locks that last as long as a transaction: of writers that create a table, of writers of a cluster's rows, and of writers of a tenant's inventory. */
public final class AdvisoryLock {

    private AdvisoryLock() {}

    /** Waits until no other writer creates the table. */
    static void take(Connection connection, String tenant, String table) throws SQLException {
        lock(connection, "select pg_advisory_xact_lock(hashtextextended(?, 0))", "costflow " + SqlName.quoted(tenant, table));
    }

    /**
     * Waits until koku sets no markup on the rows of a cluster. It does so under this lock, on all rows of a range in physical order, and does not try again after
     * a deadlock. The days of a cluster have no rows in common and share the lock; koku takes it for itself.
     */
    static void takeOfCluster(Connection connection, String clusterId) throws SQLException {
        lock(connection, "select pg_advisory_xact_lock_shared(hashtext(?))", clusterId);
    }

    /** Waits until no other Costflow writes the tables of a tenant that say what there is: most have no constraint that stops doubles. */
    public static void takeOfInventory(Connection connection, String tenant) throws SQLException {
        take(connection, tenant, "inventory");
    }

    private static void lock(Connection connection, String sql, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, name);
            statement.execute();
        }
    }
}
