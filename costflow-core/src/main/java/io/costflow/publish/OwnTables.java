package io.costflow.publish;

import io.costflow.database.SqlName;
import io.costflow.database.Tables;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Creates tables that are Costflow's own, in the schema of a tenant that lacks them. */
public final class OwnTables {

    private final Set<String> known = new HashSet<>();

    /** Creates what is missing of some tables, and commits. Each table of a tenant is asked for once per process. */
    void ensure(Connection connection, String tenant, List<Table<?>> tables) throws SQLException {
        for (Table<?> table : tables) {
            if (table.own() && !known.contains(tenant + "." + table.name())) {
                create(connection, tenant, table);
                connection.commit();
                known.add(tenant + "." + table.name());
            }
        }
    }

    /** Creates a published table if it is missing, as part of the caller's transaction. */
    public static void create(Connection connection, String tenant, Table<?> table) throws SQLException {
        String name = SqlName.quoted(tenant, table.name());
        String columns = table.columns().stream().map(column -> SqlName.quoted(column.name()) + " " + column.kind().types().get(0)).collect(Collectors.joining(", "));
        create(connection, tenant, table.name(),
                "create table if not exists " + name + " (" + columns + ", primary key (" + Table.DAY_COLUMN + ", " + SqlName.quoted(table.key()) + "))",
                "create index if not exists " + SqlName.quoted(table.name() + "_source") + " on " + name + " (" + Table.SOURCE_COLUMN + ", " + Table.DAY_COLUMN + ")");
    }

    /** Runs the statements that create a table if it is missing, as part of the caller's transaction. Two creators at once do not disturb each other. */
    static void create(Connection connection, String tenant, String table, String... statements) throws SQLException {
        if (Tables.exists(connection, tenant, table)) { // "if not exists" alone asks for the right to create tables even then
            return;
        }
        AdvisoryLock.take(connection, tenant, table); // and fails when two creators meet
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
