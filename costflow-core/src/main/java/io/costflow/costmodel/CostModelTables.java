package io.costflow.costmodel;

import io.costflow.database.SqlName;
import io.costflow.provider.openshift.CostCategories;
import io.costflow.provider.openshift.FactTables;
import io.costflow.provider.openshift.Facts;
import io.costflow.provider.openshift.LabelSet;
import io.costflow.provider.openshift.LabelTexts;
import io.costflow.provider.openshift.UsageTable;
import io.costflow.publish.Table;
import io.costflow.reference.ReferenceSnapshot.NamespacePattern;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Reads what statements of cost models are computed from: facts, and rows of koku's tables. The order of what is read is always the same. */
final class CostModelTables {

    private static final String SUMMARY = UsageTable.TABLE.name();
    private static final String BY_RATE = "rates_to_usage";
    private static final String UNUSED = "namespace = 'GPU unallocated'";

    private static final String SUMMARY_COLUMNS = "usage_start, source_uuid::text, report_period_id, cluster_id, cluster_alias, data_source, namespace, node, resource_id,"
            + " pod_labels::text, all_labels::text, cost_category_id, cost_model_rate_type, monthly_cost_type, pod_request_cpu_core_hours::float8,"
            + " pod_request_memory_gigabyte_hours::float8, cost_model_gpu_cost";
    private static final String SUMMARY_ORDER = " order by usage_start, namespace collate \"C\", node collate \"C\", pod_labels::text collate \"C\", uuid";

    private interface Mapping<T> {
        T read(ResultSet row) throws SQLException;
    }

    private final Connection connection;
    private final String tenant;
    private final LabelTexts labels = new LabelTexts(key -> true);

    CostModelTables(Connection connection, String tenant) {
        this.connection = connection;
        this.tenant = tenant;
    }

    /** The summary's usage rows of the report period with a machine's label. */
    List<SummaryRow> machineRows(Scope scope) throws SQLException {
        return query("select " + SUMMARY_COLUMNS + " from " + in(SUMMARY) + " where usage_start between ? and ? and report_period_id = ? and data_source = 'Pod'"
                + " and pod_usage_cpu_core_hours is not null and pod_request_cpu_core_hours is not null and pod_labels ->> 'vm_kubevirt_io_name' is not null"
                + SUMMARY_ORDER, this::summaryRow, scope.month().atDay(1), scope.month().atEndOfMonth(), scope.reportPeriod());
    }

    /** The rows with a machine's label, of all sources, of the last day but one that has usage of the source. */
    List<SummaryRow> machinesOfSecondToLastDay(Scope scope) throws SQLException {
        return query("select " + SUMMARY_COLUMNS + " from " + in(SUMMARY) + " where pod_request_cpu_core_hours is not null"
                + " and pod_labels ->> 'vm_kubevirt_io_name' is not null and usage_start = (select min(day) from (select distinct usage_start as day from " + in(SUMMARY)
                + " where usage_start between ? and ? and source_uuid = ? and pod_request_cpu_core_hours is not null order by 1 desc limit 2) days)"
                + SUMMARY_ORDER, this::summaryRow, scope.from(), scope.to(), UUID.fromString(scope.source()));
    }

    List<SummaryRow> unusedGpus(Scope scope) throws SQLException {
        return query("select " + SUMMARY_COLUMNS + " from " + in(SUMMARY) + " where " + UNUSED + " and usage_start between ? and ? and source_uuid = ?" + SUMMARY_ORDER,
                this::summaryRow, scope.from(), scope.to(), UUID.fromString(scope.source()));
    }

    List<RateCost> unusedGpusByRate(Scope scope) throws SQLException {
        return query("select usage_start, cluster_id, cluster_alias, report_period_id, node, all_labels ->> 'gpu-model', custom_name, metric_type, cost_model_rate_type,"
                        + " sum(coalesce(calculated_cost, 0)) from " + in(BY_RATE) + " where " + UNUSED + " and usage_start between ? and ? and source_uuid = ?"
                        + " and (monthly_cost_type is null or monthly_cost_type not in ('worker_distributed', 'platform_distributed', 'gpu_distributed',"
                        + " 'unattributed_storage', 'unattributed_network')) group by 1, 2, 3, 4, 5, 6, 7, 8, 9 order by 1, 2, 3, 4, 5, 6, 7, 8, 9",
                row -> new RateCost(
                        day(row, 1), row.getString(2), row.getString(3), row.getObject(4, Integer.class), row.getString(5), row.getString(6), row.getString(7),
                        row.getString(8), row.getString(9), row.getBigDecimal(10)),
                scope.from(), scope.to(), UUID.fromString(scope.source()));
    }

    /** What takes the cost that was distributed by rates off each node. */
    List<CostRow> distributedGpus(Scope scope, String rateType) throws SQLException {
        return query("select usage_start, max(report_period_id), cluster_id, max(cluster_alias), node, -sum(distributed_cost) from " + in(BY_RATE)
                        + " where namespace <> 'GPU unallocated' and usage_start between ? and ? and source_uuid = ? and monthly_cost_type = ?"
                        + " group by usage_start, cluster_id, node having sum(distributed_cost) <> 0 order by 1, 3, 5",
                row -> new CostRow(
                        CostRow.Kind.DISTRIBUTED, day(row, 1), row.getObject(2, Integer.class), row.getString(3), row.getString(4), "GPU unallocated", row.getString(5), null,
                        null, null, null, rateType, rateType, "", "", row.getBigDecimal(6)),
                scope.from(), scope.to(), UUID.fromString(scope.source()), rateType);
    }

    /** Where namespaces have usage, cost of clouds left out. */
    List<NamespaceNode> namespaceNodes(Scope scope) throws SQLException {
        return query("select distinct usage_start, namespace, node from " + in(SUMMARY) + " where usage_start between ? and ? and source_uuid = ? and namespace is not null and "
                        + UsageTable.TABLE.owned() + " order by 1, 2, 3",
                row -> new NamespaceNode(day(row, 1), row.getString(2), row.getString(3)), scope.from(), scope.to(), UUID.fromString(scope.source()));
    }

    CostCategories categories() throws SQLException {
        return new CostCategories(query("select namespace, cost_category_id from " + in("reporting_ocp_cost_category_namespace") + " order by 1, 2",
                row -> new NamespacePattern(row.getString(1), row.getInt(2))));
    }

    List<Facts.MachineDay> machineDays(Scope scope) throws SQLException {
        return facts(FactTables.MACHINE_DAYS, scope, row -> new Facts.MachineDay(
                row.getObject("usage_start", LocalDate.class), row.getString("vm_name"), number(row, "vm_cpu_request_cores"), number(row, "uptime_seconds"),
                row.getObject("last_interval", LocalDateTime.class), texts(row.getArray("claims"))));
    }

    List<Facts.MachinePlace> machinePlaces(Scope scope) throws SQLException {
        return facts(FactTables.MACHINE_PLACES, scope, row -> new Facts.MachinePlace(
                row.getObject("usage_start", LocalDate.class), row.getString("vm_name"), row.getString("node"), row.getString("resource_id"),
                row.getObject("last_interval", LocalDateTime.class), number(row, "vm_cpu_request_cores"), number(row, "vm_memory_request_bytes")));
    }

    List<Facts.MachinePodHours> machinePodHours(Scope scope) throws SQLException {
        return facts(FactTables.MACHINE_POD_HOURS, scope, row -> new Facts.MachinePodHours(
                row.getObject("usage_start", LocalDate.class), row.getString("vm_name"), row.getLong("pod_hour_rows"), texts(row.getArray("claims"))));
    }

    List<Facts.GpuUse> gpuUses(Scope scope) throws SQLException {
        return facts(FactTables.GPU_USES, scope, row -> new Facts.GpuUse(
                row.getObject("usage_start", LocalDate.class), row.getString("node"), row.getString("namespace"), row.getString("pod"), row.getString("gpu_uuid"),
                row.getString("mig_instance_id"), row.getInt("part"), row.getString("vendor"), row.getString("model"), number(row, "memory_mib"),
                row.getString("mig_profile"), row.getString("mig_strategy"), number(row, "slice_count"), number(row, "max_slices"), number(row, "mig_memory_mib"),
                number(row, "uptime_seconds")));
    }

    List<Facts.GpuNode> gpuNodes(Scope scope) throws SQLException {
        return facts(FactTables.GPU_NODES, scope, row -> new Facts.GpuNode(
                row.getObject("usage_start", LocalDate.class), row.getString("node"), row.getString("gpu_count"), row.getString("gpu_product"),
                row.getString("mig_strategy"), row.getString("labels_hash"), row.getLong("hours")));
    }

    List<Facts.NamespaceLabels> namespaceLabels(Scope scope) throws SQLException {
        return facts(FactTables.NAMESPACE_LABELS, scope, row -> new Facts.NamespaceLabels(
                row.getObject("usage_start", LocalDate.class), row.getString("namespace"), labels.labels(row.getString("labels"))));
    }

    /** The facts of the whole month: what a machine was last concerns all of its days. */
    private <T> List<T> facts(Table<?> table, Scope scope, Mapping<T> mapping) throws SQLException {
        return query("select * from " + in(table.name()) + " where source_uuid = ? and usage_start between ? and ? order by usage_start, id", mapping,
                UUID.fromString(scope.source()), scope.month().atDay(1), scope.month().atEndOfMonth());
    }

    private SummaryRow summaryRow(ResultSet row) throws SQLException {
        return new SummaryRow(
                day(row, 1), row.getString(2), row.getObject(3, Integer.class), row.getString(4), row.getString(5), row.getString(6), row.getString(7), row.getString(8),
                row.getString(9), labels(row.getString(10)), labels(row.getString(11)), row.getObject(12, Integer.class), row.getString(13), row.getString(14),
                row.getObject(15, Double.class), row.getObject(16, Double.class), row.getObject(17, BigDecimal.class));
    }

    private LabelSet labels(String json) {
        return labels.labels(json);
    }

    private String in(String table) {
        return SqlName.quoted(tenant, table);
    }

    private <T> List<T> query(String sql, Mapping<T> mapping, Object... parameters) throws SQLException {
        List<T> found = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int parameter = 0; parameter < parameters.length; parameter++) {
                statement.setObject(parameter + 1, parameters[parameter]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(mapping.read(rows));
                }
            }
        }
        return found;
    }

    private static LocalDate day(ResultSet row, int column) throws SQLException {
        return row.getObject(column, LocalDate.class);
    }

    private static Double number(ResultSet row, String column) throws SQLException {
        return row.getObject(column, Double.class);
    }

    private static List<String> texts(Array array) throws SQLException {
        return array == null ? List.of() : List.of((String[]) array.getArray());
    }
}
