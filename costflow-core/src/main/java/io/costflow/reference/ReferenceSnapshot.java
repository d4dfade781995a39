package io.costflow.reference;

import io.costflow.settings.SourceMode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * All reference data of one tenant at one instant, complete. Lists are sorted, so that equal data is equal.
 *
 * @param tenant the tenant's schema
 * @param revision the instant of reading, in microseconds since 1970-01-01 UTC
 * @param enabledKeys the tag keys that are enabled, by kind of source
 * @param namespacePatterns the cost categories' patterns
 * @param nodeRoles the tenant's known nodes
 * @param reportPeriods the report periods of clusters
 * @param bills the bills of cloud sources
 * @param costModels the cost models of sources, where the tenant has any
 * @param tables the rows of tables that only one kind of source needs
 * @param mappedKeys the tag keys that are shown as others; null in state of earlier versions
 * @param unreadable why nothing of it could be read, in full sentences; null when it is complete
 */
public record ReferenceSnapshot(
        String tenant,
        long revision,
        List<EnabledKeys> enabledKeys,
        List<NamespacePattern> namespacePatterns,
        List<NodeRole> nodeRoles,
        List<ReportPeriod> reportPeriods,
        List<Bill> bills,
        List<CostModel> costModels,
        List<TableRows> tables,
        List<MappedKey> mappedKeys,
        String unreadable) {

    /** The table in which operators say who writes which output of which source. */
    public static final String MODES_TABLE = "costflow_source";

    /** What is read of that table. */
    static final ReferenceTable SOURCE_MODES = new ReferenceTable(MODES_TABLE, "source_uuid, output, mode", "source_uuid, output", "true");

    private static final String ALL_OUTPUTS = "*";

    /** Complete reference data. */
    public ReferenceSnapshot(
            String tenant,
            long revision,
            List<EnabledKeys> enabledKeys,
            List<NamespacePattern> namespacePatterns,
            List<NodeRole> nodeRoles,
            List<ReportPeriod> reportPeriods,
            List<Bill> bills,
            List<CostModel> costModels,
            List<TableRows> tables,
            List<MappedKey> mappedKeys) {
        this(tenant, revision, enabledKeys, namespacePatterns, nodeRoles, reportPeriods, bills, costModels, tables, mappedKeys, null);
    }

    /** Takes the place of reference data that cannot be read, in a run that ends: every day of the tenant is held back. */
    static ReferenceSnapshot unreadable(String tenant, long revision, String reason) {
        return new ReferenceSnapshot(
                tenant, revision, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), reason);
    }

    /**
     * The tag keys that are enabled for a kind of source.
     *
     * @param type the kind of source
     * @param keys the keys
     */
    public record EnabledKeys(String type, List<String> keys) {}

    /**
     * A row of reporting_ocp_cost_category_namespace.
     *
     * @param pattern a LIKE pattern over namespaces
     * @param categoryId the cost category of the namespaces that it matches
     */
    public record NamespacePattern(String pattern, int categoryId) {}

    /**
     * A row of reporting_ocp_nodes.
     *
     * @param node the node's name
     * @param resourceId the id of the machine that it runs on, or null
     * @param role its role, such as master, infra or worker, or null
     */
    public record NodeRole(String node, String resourceId, String role) {}

    /**
     * A row of reporting_ocpusagereportperiod.
     *
     * @param source the provider's UUID, as text
     * @param month the first day of the month, counted from 1970-01-01
     * @param id the report period's id
     */
    public record ReportPeriod(String source, long month, int id) {}

    /**
     * A row of a cloud's table of bills.
     *
     * @param source the provider's UUID, as text
     * @param month the first day of the month, counted from 1970-01-01
     * @param id the bill's id
     */
    public record Bill(String source, long month, int id) {}

    /**
     * What a source's cost model says that matters here.
     *
     * @param source the provider's UUID, as text
     * @param markup what is added to every cost of a cloud source, as a fraction, or null
     * @param distribution what a node's cost is split by, {@code cpu} or {@code memory}, or null
     */
    public record CostModel(String source, BigDecimal markup, String distribution) {}

    /**
     * A row of a {@link ReferenceTable}.
     *
     * @param values the values of its columns as text, null for NULL
     */
    public record Row(List<String> values) {}

    /**
     * The rows of a {@link ReferenceTable}.
     *
     * @param table the table's name
     * @param rows its rows, sorted
     */
    public record TableRows(String table, List<Row> rows) {}

    /**
     * A row of reporting_tagmapping whose child is enabled.
     *
     * @param type the kind of source that the child is enabled for
     * @param child the key that is mapped
     * @param parent the key that is shown instead
     */
    public record MappedKey(String type, String child, String parent) {}

    /** The same data at another revision. */
    ReferenceSnapshot at(long otherRevision) {
        return new ReferenceSnapshot(
                tenant, otherRevision, enabledKeys, namespacePatterns, nodeRoles, reportPeriods, bills, costModels, tables, mappedKeys, unreadable);
    }

    /** The same data with other roles of nodes. */
    public ReferenceSnapshot withNodeRoles(List<NodeRole> others) {
        return new ReferenceSnapshot(
                tenant, revision, enabledKeys, namespacePatterns, others, reportPeriods, bills, costModels, tables, mappedKeys, unreadable);
    }

    /** The tag keys that are enabled for a kind of source. */
    public List<String> enabledKeys(String type) {
        return enabledKeys.stream().filter(enabled -> enabled.type().equals(type)).findFirst().map(EnabledKeys::keys).orElse(List.of());
    }

    /** The tag keys of a kind of source that are shown as others, in the order of the children. */
    public List<MappedKey> mappedKeys(String type) {
        return mappedKeys == null ? List.of() : mappedKeys.stream().filter(mapped -> mapped.type().equals(type)).toList();
    }

    /** The rows of a table that only one kind of source needs; none where the tenant does not have it. */
    public List<Row> rows(ReferenceTable table) {
        return tables.stream().filter(rows -> rows.table().equals(table.name())).findFirst().map(TableRows::rows).orElse(List.of());
    }

    /** Who writes an output of a source, if a row of {@code costflow_source} says it: that of the output, else that of all outputs. */
    public Optional<SourceMode> mode(String source, String output) {
        String mode = null;
        for (Row row : rows(SOURCE_MODES)) {
            boolean all = row.values().get(1).equals(ALL_OUTPUTS);
            if (row.values().get(0).equals(source) && (row.values().get(1).equals(output) || all && mode == null)) {
                mode = row.values().get(2);
            }
        }
        return Optional.ofNullable(mode).flatMap(SourceMode::of);
    }

    /** The report period of a source in the month of a day, if there is one. */
    public Optional<Integer> reportPeriod(String source, LocalDate day) {
        long month = day.withDayOfMonth(1).toEpochDay();
        return reportPeriods.stream()
                .filter(period -> period.month() == month && period.source().equals(source))
                .map(ReportPeriod::id)
                .findFirst();
    }

    /** The bill of a cloud source in the month of a day, if there is one. */
    public Optional<Integer> bill(String source, LocalDate day) {
        long month = day.withDayOfMonth(1).toEpochDay();
        return bills.stream()
                .filter(bill -> bill.month() == month && bill.source().equals(source))
                .map(Bill::id)
                .findFirst();
    }

    /** The cost model of a source, if it has one. */
    public Optional<CostModel> costModel(String source) {
        return costModels.stream().filter(model -> model.source().equals(source)).findFirst();
    }

    /** Whether another snapshot has the same data, whatever its instant. */
    public boolean hasDataOf(ReferenceSnapshot other) {
        return other != null && equals(other.at(revision));
    }
}
