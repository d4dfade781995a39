package io.costflow.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Looks up what the role may do with tables. */
public final class TableRights {

    private TableRights() {}

    /** Whether a table is there and the role may read it. */
    public static boolean isReadable(Connection connection, String schema, String table) throws SQLException {
        String query = "select count(*) from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = ? and c.relname = ?"
                + " and has_schema_privilege(n.oid, 'usage') and has_table_privilege(c.oid, 'select')";
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, schema);
            statement.setString(2, table);
            try (ResultSet count = statement.executeQuery()) {
                count.next();
                return count.getInt(1) > 0;
            }
        }
    }

    /** Whether the role may create tables in the tenant's schema. */
    public static boolean mayCreate(Connection connection, String tenant) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select has_schema_privilege(oid, 'create') from pg_namespace where nspname = ?")) {
            statement.setString(1, tenant);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    /** Whether the tenant has all of these tables, and the role may read, insert, update and delete their rows. */
    public static boolean areWritable(Connection connection, String tenant, List<String> tables) throws SQLException {
        String query = "select count(*) from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = ? and c.relname = any (?)"
                + " and has_schema_privilege(n.oid, 'usage') and has_table_privilege(c.oid, 'select') and has_table_privilege(c.oid, 'insert')"
                + " and has_table_privilege(c.oid, 'update') and has_table_privilege(c.oid, 'delete')";
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, tenant);
            statement.setArray(2, connection.createArrayOf("text", tables.toArray()));
            try (ResultSet count = statement.executeQuery()) {
                count.next();
                return count.getInt(1) == tables.size();
            }
        }
    }
}
