package io.costflow.reference;

import io.costflow.database.SqlName;
import io.costflow.database.Tables;
import io.costflow.reference.ReferenceSnapshot.Bill;
import io.costflow.reference.ReferenceSnapshot.CostModel;
import io.costflow.reference.ReferenceSnapshot.EnabledKeys;
import io.costflow.reference.ReferenceSnapshot.MappedKey;
import io.costflow.reference.ReferenceSnapshot.NamespacePattern;
import io.costflow.reference.ReferenceSnapshot.NodeRole;
import io.costflow.reference.ReferenceSnapshot.ReportPeriod;
import io.costflow.reference.ReferenceSnapshot.EnabledKeys;
import io.costflow.reference.ReferenceSnapshot.MappedKey;
import io.costflow.reference.ReferenceSnapshot.Row;
import io.costflow.reference.ReferenceSnapshot.TableRows;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Reads a tenant's reference data from koku's tables (specification, C.5 and C.6). */
public final class ReferenceReader {

    /** The report periods of clusters, by source and month. */
    public static final String REPORT_PERIODS = "reporting_ocpusagereportperiod";

    /** When a report period begins. */
    public static final String REPORT_PERIOD_START = "report_period_start";

    /** When a bill of a cloud source begins. */
    public static final String BILLING_PERIOD_START = "billing_period_start";

    private interface Mapping<T> {
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
     * @param revision the revision of the instant
     * @param providers what each kind of source needs
     */
    public static ReferenceSnapshot read(Connection connection, String tenant, long revision, Collection<ProviderTables> providers) throws SQLException {
        ReferenceReader reader = new ReferenceReader(connection, tenant);
        List<EnabledKeys> enabledKeys = new ArrayList<>();
        List<Bill> bills = new ArrayList<>();
        List<TableRows> tables = new ArrayList<>();
        for (ProviderTables provider : providers) {
            enabledKeys.add(new EnabledKeys(provider.type(), reader.enabledKeys(provider.type())));
            if (provider.billTable() != null) {
                bills.addAll(reader.bills(provider.billTable()));
            }
            for (ReferenceTable table : provider.others()) {
                tables.add(new TableRows(table.name(), reader.rows(table)));
            }
        }
        List<Row> modes = reader.rows(ReferenceSnapshot.SOURCE_MODES);
        if (!modes.isEmpty()) {
            tables.add(new TableRows(ReferenceSnapshot.SOURCE_MODES.name(), modes));
        }
        return new ReferenceSnapshot(
                tenant,
                revision,
                enabledKeys,
                reader.query(
                        "select namespace, cost_category_id from %s order by namespace collate \"C\", cost_category_id, id",
                        "reporting_ocp_cost_category_namespace",
                        row -> new NamespacePattern(row.getString(1), row.getInt(2))),
                reader.query(
                        "select node, resource_id, node_role from %s order by node collate \"C\", resource_id collate \"C\", node_role collate \"C\"",
                        "reporting_ocp_nodes",
                        row -> new NodeRole(row.getString(1), row.getString(2), row.getString(3))),
                reader.query(
                        "select provider_id::text, date_trunc('month', " + REPORT_PERIOD_START + " at time zone 'UTC')::date, min(id)"
                                + " from %s group by 1, 2 order by 1, 2",
                        REPORT_PERIODS,
                        row -> new ReportPeriod(row.getString(1), row.getObject(2, LocalDate.class).toEpochDay(), row.getInt(3))),
                bills,
                reader.costModels(),
                tables,
                reader.mappedKeys());
    }

    private List<Bill> bills(String table) throws SQLException {
        return queryIfPresent(
                "select provider_id::text, date_trunc('month', " + BILLING_PERIOD_START + " at time zone 'UTC')::date, min(id) from %s group by 1, 2 order by 1, 2",
                tenant,
                table,
                row -> new Bill(row.getString(1), row.getObject(2, LocalDate.class).toEpochDay(), row.getInt(3)));
    }

    private List<Row> rows(ReferenceTable table) throws SQLException {
        return queryIfPresent("select " + table.columns() + " from %s where " + table.condition() + " order by " + table.order(),
                table.schema(tenant), table.name(), ReferenceReader::row);
    }

    private static Row row(ResultSet row) throws SQLException {
        List<String> values = new ArrayList<>();
        for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
            values.add(row.getString(column));
        }
        return new Row(values);
    }

    private List<String> enabledKeys(String provider) throws SQLException {
        return query(
                "select key from %s where enabled and provider_type = '" + provider + "' order by key collate \"C\"",
                "reporting_enabledtagkeys",
                row -> row.getString(1));
    }

    /** Only a child must be enabled. */
    private List<MappedKey> mappedKeys() throws SQLException {
        if (!Tables.exists(connection, tenant, "reporting_tagmapping")) {
            return List.of();
        }
        return query(
                "select child.provider_type, child.key, parent.key from %s m join %s child on child.uuid = m.child_id join %s parent on parent.uuid = m.parent_id"
                        + " where child.enabled order by child.provider_type, child.key collate \"C\", parent.key collate \"C\"",
                List.of("reporting_tagmapping", "reporting_enabledtagkeys", "reporting_enabledtagkeys"),
                row -> new MappedKey(row.getString(1), row.getString(2), row.getString(3)));
    }

    /** koku stores a markup in percent. */
    private List<CostModel> costModels() throws SQLException {
        if (!Tables.exists(connection, tenant, "cost_model_map")) {
            return List.of();
        }
        return query(
                "select m.provider_uuid::text, (c.markup ->> 'value')::numeric / 100, c.distribution_info ->> 'distribution_type'"
                        + " from %s c join %s m on m.cost_model_id = c.uuid order by 1, 2, 3",
                List.of("cost_model", "cost_model_map"),
                row -> new CostModel(row.getString(1), row.getBigDecimal(2), row.getString(3)));
    }

    /** Tables of cloud sources are there only where the tenant may have some. */
    private <T> List<T> queryIfPresent(String sql, String schema, String table, Mapping<T> mapping) throws SQLException {
        return Tables.exists(connection, schema, table) ? read(sql.formatted(SqlName.quoted(schema, table)), mapping) : List.of();
    }

    private <T> List<T> query(String sql, String table, Mapping<T> mapping) throws SQLException {
        return query(sql, List.of(table), mapping);
    }

    /** @param sql a query with a {@code %s} for each table; a name never becomes part of the text that is searched for them */
    private <T> List<T> query(String sql, List<String> tables, Mapping<T> mapping) throws SQLException {
        return read(sql.formatted(tables.stream().map(table -> SqlName.quoted(tenant, table)).toArray()), mapping);
    }

    private <T> List<T> read(String sql, Mapping<T> mapping) throws SQLException {
        List<T> read = new ArrayList<>();
        try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                read.add(mapping.read(rows));
            }
        }
        return read;
    }
}
