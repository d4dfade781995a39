package io.costflow.job;

import io.costflow.provider.Output;
import io.costflow.provider.Providers;
import io.costflow.publish.StatusTable;
import io.costflow.publish.Table;
import io.costflow.testbed.KokuDatabase;
import io.costflow.testing.KeptConnections;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Which transaction wrote each row of all published tables and of the status table: PostgreSQL gives a row that is written again another xmin. */
final class RowVersions {

    private static final String ROWS = "select '%2$s ' || %4$s || ' ' || %3$s || ' ' || xmin from %1$s.%2$s";

    private RowVersions() {}

    static List<String> of(KokuDatabase database, String tenant) throws SQLException {
        List<String> versions = query(database, ROWS.formatted(tenant, StatusTable.NAME, "output || source_uuid", "period_start") + " order by 1");
        for (Output output : Providers.outputs()) {
            for (Table<?> table : output.tables()) {
                versions.addAll(rows(database, tenant, table));
            }
        }
        return versions;
    }

    private static List<String> rows(KokuDatabase database, String tenant, Table<?> table) throws SQLException {
        if (table.own() && query(database, "select to_regclass('" + tenant + "." + table.name() + "')::text").get(0) == null) {
            return List.of();
        }
        return query(database, ROWS.formatted(tenant, table.name(), table.key(), Table.DAY_COLUMN) + " order by 1");
    }

    /** The first column of a query, as text. */
    static List<String> query(KokuDatabase database, String sql) throws SQLException {
        return KeptConnections.ask(database, connection -> {
            try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
                List<String> values = new ArrayList<>();
                while (rows.next()) {
                    values.add(rows.getString(1));
                }
                return values;
            }
        });
    }
}
