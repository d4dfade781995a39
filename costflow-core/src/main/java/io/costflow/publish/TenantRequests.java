package io.costflow.publish;

import io.costflow.database.SqlName;
import io.costflow.settings.TenantSelection;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Finds the tenants with open requests in two short queries, however many tenants there are: this is asked several times a second. */
public final class TenantRequests {

    private static final String WITH_TABLE = "select n.nspname from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relname = '" + RequestTable.NAME
            + "' and c.relkind = 'r' and has_schema_privilege(n.oid, 'usage') and has_table_privilege(c.oid, 'select') and has_table_privilege(c.oid, 'update')"
            + " order by 1";

    private TenantRequests() {}

    /** The selected tenants that have requests that are not answered. The requests of others are answered by other jobs. */
    public static List<String> open(Connection connection, TenantSelection selection) throws SQLException {
        List<String> having = texts(connection, WITH_TABLE).stream().filter(selection::includes).toList();
        if (having.isEmpty()) {
            return having;
        }
        return texts(connection, having.stream()
                .map(tenant -> "select " + SqlName.literal(tenant) + " where exists (select from " + RequestTable.in(tenant) + " where " + RequestTable.OPEN + ")")
                .collect(Collectors.joining(" union all ")));
    }

    private static List<String> texts(Connection connection, String query) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }
}
