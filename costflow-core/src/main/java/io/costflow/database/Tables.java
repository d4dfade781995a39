package io.costflow.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Looks tables up in PostgreSQL's catalogue. */
public final class Tables {

    private Tables() {}

    /** Whether the tenant has a table of this name, even one that the role may not touch. */
    public static boolean exists(Connection connection, String tenant, String table) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("select to_regclass(?) is not null")) {
            query.setString(1, SqlName.quoted(tenant, table));
            try (ResultSet result = query.executeQuery()) {
                result.next();
                return result.getBoolean(1);
            }
        }
    }
}
