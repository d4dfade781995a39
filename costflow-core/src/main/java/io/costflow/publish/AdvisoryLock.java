package io.costflow.publish;

import io.costflow.database.SqlName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Lets one writer at a time create a table, for as long as its transaction lasts. */
final class AdvisoryLock {

    private AdvisoryLock() {}

    static void take(Connection connection, String tenant, String table) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement("select pg_advisory_xact_lock(hashtextextended(?, 0))")) {
            lock.setString(1, "costflow " + SqlName.quoted(tenant, table));
            lock.execute();
        }
    }
}
