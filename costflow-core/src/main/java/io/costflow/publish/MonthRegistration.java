package io.costflow.publish;

import io.costflow.database.SqlName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.YearMonth;

/**
 * The row of koku's registry by which its partition manager makes a month's partition. The manager makes it with the rights of whoever inserts the row, and only
 * a table's owner may: the script of the database role leaves a function that inserts it as that owner. Where there is none, the row is inserted as we are.
 */
public final class MonthRegistration {

    /** The function in the tenant's schema: {@code (of_table text, month date)}. */
    public static final String FUNCTION = "costflow_register_month";

    private MonthRegistration() {}

    /** Whether the tenant has the function, and we may call it. */
    public static boolean hasFunction(Connection connection, String tenant) throws SQLException {
        String query = "select coalesce(has_function_privilege(to_regprocedure(?), 'execute'), false)";
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, SqlName.quoted(tenant, FUNCTION) + "(text, date)");
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                return result.getBoolean(1);
            }
        }
    }

    /** Registers a month of a table, and thereby has its partition made. */
    static void insert(Connection connection, String tenant, String table, YearMonth month) throws SQLException {
        if (hasFunction(connection, tenant)) {
            try (PreparedStatement statement = connection.prepareStatement("select " + SqlName.quoted(tenant, FUNCTION) + "(?, ?)")) {
                statement.setString(1, table);
                statement.setObject(2, month.atDay(1));
                statement.execute();
            }
            return;
        }
        String insert = "insert into " + SqlName.quoted(tenant, MonthPartitions.REGISTRY)
                + " (schema_name, table_name, partition_of_table_name, partition_type, partition_col, partition_parameters, active)"
                + " values (?, ?, ?, 'range', ?, jsonb_build_object('default', false, 'from', ?::text, 'to', ?::text), true) on conflict do nothing";
        try (PreparedStatement statement = connection.prepareStatement(insert)) {
            statement.setString(1, tenant);
            statement.setString(2, MonthPartitions.partition(table, month));
            statement.setString(3, table);
            statement.setString(4, PublishedTable.DAY_COLUMN);
            statement.setString(5, month.atDay(1).toString());
            statement.setString(6, month.plusMonths(1).atDay(1).toString());
            statement.execute();
        }
    }
}
