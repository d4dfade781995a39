package io.costflow.doctor;

import io.costflow.database.SqlName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Whether Costflow may link a cluster to a cloud: a column of koku's providers, and the keys of links. */
final class InventoryRightsCheck {

    private static final String RIGHTS = """
            select exists (select from pg_attribute a where a.attrelid = to_regclass('public.api_provider') and a.attname = 'infrastructure_id'
                    and has_column_privilege(a.attrelid, a.attnum, 'update')),
                coalesce(has_sequence_privilege(pg_get_serial_sequence('public.api_providerinfrastructuremap', 'id'), 'usage'), true)
            where to_regclass('public.api_provider') is not null and to_regclass('public.api_providerinfrastructuremap') is not null""";

    private final Connection connection;
    private final String role;

    InventoryRightsCheck(Connection connection, String role) {
        this.connection = connection;
        this.role = role;
    }

    List<Finding> check() throws SQLException {
        List<Finding> problems = new ArrayList<>();
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(RIGHTS)) {
            if (!row.next()) {
                return problems; // what is missing is said already
            }
            if (!row.getBoolean(1)) {
                problems.add(lacks("update of infrastructure_id on public.api_provider", "grant update (infrastructure_id) on public.api_provider"));
            }
            if (!row.getBoolean(2)) {
                problems.add(lacks("usage of the keys of public.api_providerinfrastructuremap", "grant usage on sequence public.api_providerinfrastructuremap_id_seq"));
            }
        }
        return problems;
    }

    private Finding lacks(String what, String grant) {
        return Finding.problem("The user '" + role + "' lacks " + what + ", which inventory: costflow needs; as its owner run: " + grant + " to " + SqlName.quoted(role) + ";");
    }
}
