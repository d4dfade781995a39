package io.costflow.doctor;

import io.costflow.database.SqlName;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whether the tables of a schema are there, and the role has the rights on them that it needs. */
final class TableCheck {

    /** The privileges that the role has on each table that is there, of the four that matter. */
    private static final String PRIVILEGES = """
            select c.relname, array(select privilege from unnest(array['select', 'insert', 'update', 'delete']) privilege
                where has_table_privilege(c.oid, privilege))
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname = ? and c.relname = any (?) and c.relkind in ('r', 'p', 'v', 'f')""";

    private final Connection connection;
    private final String role;
    private final String schema;

    TableCheck(Connection connection, String role, String schema) {
        this.connection = connection;
        this.role = role;
        this.schema = schema;
    }

    boolean schemaExists() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select 1 from pg_namespace where nspname = ?")) {
            statement.setString(1, schema);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    /**
     * What is wrong with the tables, each problem with the statement that mends it.
     *
     * @param needs the kinds of sources and the outputs that the tenant's tables have to serve
     */
    List<Finding> check(List<RequiredTable> tables, boolean discovering, Set<String> needs) throws SQLException {
        List<Finding> problems = new ArrayList<>();
        if (!mayUseSchema()) {
            problems.add(Finding.problem("The user '" + role + "' may not use the schema '" + schema + "'; run: grant usage on schema "
                    + SqlName.quoted(schema) + " to " + SqlName.quoted(role) + ";"));
        }
        Map<String, List<String>> found = privileges(tables);
        for (RequiredTable table : tables) {
            List<String> has = found.get(table.name());
            boolean needed = table.isNeeded(discovering, needs);
            boolean used = needed || table.isReadAnyway();
            if (has == null && needed && !table.mayBeAbsent()) {
                problems.add(Finding.problem("The table " + schema + "." + table.name() + " does not exist; run koku's migrations, or check the tenant and"
                        + " database.url."));
            } else if (has != null && used && !has.containsAll(table.privileges())) {
                List<String> missing = table.privileges().stream().filter(privilege -> !has.contains(privilege)).toList();
                problems.add(Finding.problem("The user '" + role + "' lacks " + String.join(", ", missing) + " on the table " + schema + "." + table.name()
                        + "; as its owner run: " + RoleScript.grant(missing, schema, table.name(), role)));
            }
        }
        return problems;
    }

    boolean mayUseSchema() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select has_schema_privilege(oid, 'usage') from pg_namespace where nspname = ?")) {
            statement.setString(1, schema);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() && rows.getBoolean(1);
            }
        }
    }

    private Map<String, List<String>> privileges(List<RequiredTable> tables) throws SQLException {
        Map<String, List<String>> privileges = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(PRIVILEGES)) {
            Array names = connection.createArrayOf("text", tables.stream().map(RequiredTable::name).toArray());
            statement.setString(1, schema);
            statement.setArray(2, names);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    privileges.put(rows.getString(1), List.of((String[]) rows.getArray(2).getArray()));
                }
            }
        }
        return privileges;
    }
}
