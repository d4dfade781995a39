package io.costflow.publish;

import io.costflow.database.SqlName;
import io.costflow.database.Tables;
import io.costflow.day.OutputPeriod;
import io.costflow.day.SourceDay;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Asks koku's partition manager for the month partitions that days need (4-postgres, C.1): a row in the tenant's {@code partitioned_tables} makes a trigger
 * create the table {@code <table>_YYYY_MM}. Tenants without that table, and tables without a default partition in it, are left as they are. Each month of a
 * table is looked at once per process.
 */
final class MonthPartitions {

    static final String REGISTRY = "partitioned_tables";
    private static final DateTimeFormatter SUFFIX = DateTimeFormatter.ofPattern("'_'yyyy'_'MM");

    private record TableMonth(String tenant, String table, YearMonth month) {

        String partition() {
            return MonthPartitions.partition(table, month);
        }

        LocalDate from() {
            return month.atDay(1);
        }

        LocalDate to() {
            return month.plusMonths(1).atDay(1);
        }
    }

    private final Set<TableMonth> checked = new HashSet<>();

    /** The name that koku gives the partition of a month. */
    static String partition(String table, YearMonth month) {
        return table + SUFFIX.format(month);
    }

    /** Whether the month's partition, which the tenant's partition manager makes for the table, is not there. */
    static boolean isMissing(Connection connection, String tenant, String table, YearMonth month) throws SQLException {
        return isMissing(connection, new TableMonth(tenant, table, month));
    }

    /** Creates the partitions that are missing for a period, each partition in a separate transaction. */
    void ensure(Connection connection, OutputPeriod period, List<Table<?>> tables) throws SQLException {
        for (Table<?> table : tables) {
            TableMonth month = new TableMonth(period.tenant(), table.name(), YearMonth.from(period.from()));
            if (!checked.contains(month)) {
                if (isMissing(connection, month)) {
                    create(connection, month);
                }
                connection.commit();
                checked.add(month);
            }
        }
    }

    private static boolean isMissing(Connection connection, TableMonth month) throws SQLException {
        if (!Tables.exists(connection, month.tenant(), REGISTRY) || Tables.exists(connection, month.tenant(), month.partition())) {
            return false;
        }
        String registry = SqlName.quoted(month.tenant(), REGISTRY);
        String query = "select exists (select from " + registry + " where schema_name = ? and partition_of_table_name = ?"
                + " and (partition_parameters->>'default')::boolean)"
                + " and not exists (select from " + registry + " where schema_name = ? and table_name = ?)";
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, month.tenant());
            statement.setString(2, month.table());
            statement.setString(3, month.tenant());
            statement.setString(4, month.partition());
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                return result.getBoolean(1);
            }
        }
    }

    private static void create(Connection connection, TableMonth month) throws SQLException {
        AdvisoryLock.take(connection, month.tenant(), month.partition());
        if (!isMissing(connection, month)) {
            return; // another writer was first
        }
        String table = SqlName.quoted(month.tenant(), month.table());
        String ofMonth = table + " where " + Table.DAY_COLUMN + " >= date '" + month.from() + "' and " + Table.DAY_COLUMN + " < date '"
                + month.to() + "'";
        try (Statement statement = connection.createStatement()) {
            // PostgreSQL refuses a partition whose rows are in the default partition already: they move, of all sources, unseen by readers.
            statement.execute("lock table " + table + " in access exclusive mode");
            statement.execute("create temporary table moved on commit drop as select * from " + ofMonth);
            statement.execute("delete from " + ofMonth);
            MonthRegistration.insert(connection, month.tenant(), month.table(), month.month());
            statement.execute("insert into " + table + " select * from pg_temp.moved");
        }
    }
}
