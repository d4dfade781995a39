package io.costflow.doctor;

import io.costflow.database.SqlName;
import io.costflow.inventory.FileDaysTable;
import io.costflow.publish.ComparisonTable;
import io.costflow.publish.MonthRegistration;
import io.costflow.publish.RequestTable;
import io.costflow.publish.SourceModes;
import io.costflow.publish.StatusTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether Costflow can make what it makes itself: the status table, month partitions, temporary tables. */
final class OwnTablesCheck {

    /** One row: may create in the schema; may make temporary tables; the status table is there; has its rights on it. */
    private static final String RIGHTS = """
            select has_schema_privilege(n.oid, 'create'), has_database_privilege(current_database(), 'temporary'), c.oid is not null,
                coalesce(has_table_privilege(c.oid, 'select') and has_table_privilege(c.oid, 'insert') and has_table_privilege(c.oid, 'update')
                    and has_table_privilege(c.oid, 'delete'), false)
            from pg_namespace n left join pg_class c on c.relnamespace = n.oid and c.relname = ?
            where n.nspname = ?""";

    /** One row: the table of the days of files can be used, or created. */
    private static final String FILE_DAYS = """
            select case when c.oid is null then has_schema_privilege(n.oid, 'create') else has_table_privilege(c.oid, 'select')
                and has_table_privilege(c.oid, 'insert') and has_table_privilege(c.oid, 'update') and has_table_privilege(c.oid, 'delete') end, c.oid is null
            from pg_namespace n left join pg_class c on c.relnamespace = n.oid and c.relname = ?
            where n.nspname = ?""";

    /** Whether koku's partition manager is there, and tables whose partitions we may not make ourselves. */
    private static final String PARTITIONED_BY_OTHERS = """
            select exists (select from pg_class registry where registry.relnamespace = n.oid and registry.relname = ?)
                and exists (select from pg_class t where t.relnamespace = n.oid and t.relkind = 'p' and t.relname = any (?)
                    and not pg_has_role(t.relowner, 'usage'))
            from pg_namespace n where n.nspname = ?""";

    private final Connection connection;
    private final String role;
    private final String schema;

    OwnTablesCheck(Connection connection, String role, String schema) {
        this.connection = connection;
        this.role = role;
        this.schema = schema;
    }

    List<Finding> check() throws SQLException {
        List<Finding> problems = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(RIGHTS)) {
            statement.setString(1, StatusTable.NAME);
            statement.setString(2, schema);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                if (!row.getBoolean(2)) {
                    problems.add(Finding.problem("The user '" + role + "' may not make temporary tables; run: grant temporary on database "
                            + SqlName.quoted(connection.getCatalog()) + " to " + SqlName.quoted(role) + ";"));
                }
                if (row.getBoolean(3)) {
                    statusTable(row.getBoolean(4)).ifPresent(problems::add);
                } else if (!row.getBoolean(1)) {
                    problems.add(Finding.problem("The user '" + role + "' may not create the status table " + schema + "." + StatusTable.NAME
                            + "; run: grant create on schema " + SqlName.quoted(schema) + " to " + SqlName.quoted(role) + ";"));
                }
            }
        }
        fileDays().ifPresent(problems::add);
        for (String table : List.of(SourceModes.NAME, RequestTable.NAME, ComparisonTable.NAME)) {
            withoutRights(table).ifPresent(problems::add);
        }
        if (cannotMakePartitions()) {
            problems.add(Finding.problem("The user '" + role + "' cannot have month partitions made in the schema '" + schema + "', since the summary tables"
                    + " belong to others; as their owner run the script that './costflow doctor --grants' prints, which makes the function "
                    + MonthRegistration.FUNCTION + "."));
        }
        return problems;
    }

    private Optional<Finding> statusTable(boolean mayWrite) throws SQLException {
        if (!mayWrite) {
            return Optional.of(Finding.problem("The user '" + role + "' lacks rights on the status table " + schema + "." + StatusTable.NAME
                    + "; as its owner run: " + RoleScript.grant(List.of("select", "insert", "update", "delete"), schema, StatusTable.NAME, role)));
        }
        return Optional.empty();
    }

    /** A table that may be missing, but not be there without the rights on it. */
    private Optional<Finding> withoutRights(String table) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(FILE_DAYS)) {
            statement.setString(1, table);
            statement.setString(2, schema);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getBoolean(1) || row.getBoolean(2)
                        ? Optional.empty()
                        : Optional.of(Finding.problem("The user '" + role + "' lacks rights on the table " + schema + "." + table + "; as its owner run: "
                                + RoleScript.grant(List.of("select", "insert", "update", "delete"), schema, table, role)));
            }
        }
    }

    /** Runs go on without it, only slower. */
    private Optional<Finding> fileDays() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(FILE_DAYS)) {
            statement.setString(1, FileDaysTable.NAME);
            statement.setString(2, schema);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                if (row.getBoolean(1)) {
                    return Optional.empty();
                }
                String statementToRun = row.getBoolean(2)
                        ? "grant create on schema " + SqlName.quoted(schema) + " to " + SqlName.quoted(role) + ";"
                        : RoleScript.grant(List.of("select", "insert", "update", "delete"), schema, FileDaysTable.NAME, role);
                return Optional.of(Finding.note("The user '" + role + "' may not use the table " + schema + "." + FileDaysTable.NAME
                        + ", so that footers of bills are read again at each start; to spare that run: " + statementToRun));
            }
        }
    }

    private boolean cannotMakePartitions() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(PARTITIONED_BY_OTHERS)) {
            statement.setString(1, RequiredTable.PARTITION_REGISTRY);
            statement.setArray(2, connection.createArrayOf("text", RequiredTable.SUMMARIES.stream().map(RequiredTable::name).toArray()));
            statement.setString(3, schema);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1) && !MonthRegistration.hasFunction(connection, schema);
            }
        }
    }
}
