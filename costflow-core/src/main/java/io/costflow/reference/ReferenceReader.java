package io.costflow.reference;

import io.costflow.database.SqlName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Reads a tenant's reference data from koku's tables (specification, C.5 and C.6). */
public final class ReferenceReader {

    private interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    private final Connection connection;
    private final String tenant;

    private ReferenceReader(Connection connection, String tenant) {
        this.connection = connection;
        this.tenant = tenant;
    }

    /**
     * Everything about a tenant at one instant.
     *
     * @param revision the instant, in microseconds since 1970-01-01 UTC
     */
    public static ReferenceSnapshot read(Connection connection, String tenant, long revision) throws SQLException {
        ReferenceReader reader = new ReferenceReader(connection, tenant);
        return new ReferenceSnapshot(
                tenant,
                revision,
                reader.enabledKeys("OCP"),
                reader.enabledKeys("AWS"),
                reader.query(
                        "select namespace, cost_category_id from %s order by namespace collate \"C\", cost_category_id, id",
                        "reporting_ocp_cost_category_namespace",
                        row -> new NamespacePattern(row.getString(1), row.getInt(2))),
                reader.query(
                        "select node, resource_id, node_role from %s order by node collate \"C\", resource_id collate \"C\", node_role collate \"C\"",
                        "reporting_ocp_nodes",
                        row -> new NodeRole(row.getString(1), row.getString(2), row.getString(3))),
                reader.query(
                        "select provider_id::text, date_trunc('month', report_period_start at time zone 'UTC')::date, min(id)"
                                + " from %s group by 1, 2 order by 1, 2",
                        "reporting_ocpusagereportperiod",
                        row -> new ReportPeriod(row.getString(1), row.getObject(2, LocalDate.class).toEpochDay(), row.getInt(3))),
                reader.queryIfPresent(
                        "select provider_id::text, date_trunc('month', billing_period_start at time zone 'UTC')::date, min(id)"
                                + " from %s group by 1, 2 order by 1, 2",
                        "reporting_awscostentrybill",
                        row -> new Bill(row.getString(1), row.getObject(2, LocalDate.class).toEpochDay(), row.getInt(3))),
                reader.queryIfPresent(
                        "select account_id, id from %s order by account_id collate \"C\"",
                        "reporting_awsaccountalias",
                        row -> new AccountAlias(row.getString(1), row.getInt(2))),
                reader.costModels());
    }

    private List<String> enabledKeys(String provider) throws SQLException {
        return query(
                "select key from %s where enabled and provider_type = '" + provider + "' order by key collate \"C\"",
                "reporting_enabledtagkeys",
                row -> row.getString(1));
    }

    /** koku stores a markup in percent. */
    private List<CostModel> costModels() throws SQLException {
        if (!exists("cost_model_map")) {
            return List.of();
        }
        return query(
                "select m.provider_uuid::text, (c.markup ->> 'value')::numeric / 100, c.distribution_info ->> 'distribution_type'"
                        + " from %s c join %s m on m.cost_model_id = c.uuid order by 1, 2, 3",
                List.of("cost_model", "cost_model_map"),
                row -> new CostModel(row.getString(1), row.getBigDecimal(2), row.getString(3)));
    }

    /** Tables of cloud sources are there only where the tenant may have some. */
    private <T> List<T> queryIfPresent(String sql, String table, Row<T> mapping) throws SQLException {
        return exists(table) ? query(sql, table, mapping) : List.of();
    }

    private boolean exists(String table) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select to_regclass(?) is not null")) {
            statement.setString(1, SqlName.quoted(tenant, table));
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                return result.getBoolean(1);
            }
        }
    }

    private <T> List<T> query(String sql, String table, Row<T> mapping) throws SQLException {
        return query(sql, List.of(table), mapping);
    }

    /** @param sql a query with a {@code %s} for each table; a name never becomes part of the text that is searched for them */
    private <T> List<T> query(String sql, List<String> tables, Row<T> mapping) throws SQLException {
        List<T> read = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql.formatted(tables.stream().map(table -> SqlName.quoted(tenant, table)).toArray()))) {
            while (rows.next()) {
                read.add(mapping.read(rows));
            }
        }
        return read;
    }
}
