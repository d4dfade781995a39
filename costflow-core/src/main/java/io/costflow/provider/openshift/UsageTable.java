package io.costflow.provider.openshift;

import static io.costflow.publish.Column.date;
import static io.costflow.publish.Column.integer;
import static io.costflow.publish.Column.json;
import static io.costflow.publish.Column.number;
import static io.costflow.publish.Column.source;
import static io.costflow.publish.Column.text;
import static io.costflow.publish.Column.uuid;

import io.costflow.day.SourceDay;
import io.costflow.publish.Table;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** The OpenShift daily summary as a table: the columns that Trino's insert sets (4-postgres.md, C.2), and what identifies a row. */
public final class UsageTable {

    /**
     * koku keeps cloud cost, cost model and distributed rows in this table too: those are not ours. Cloud cost that it writes back may be 0 or NULL; such rows
     * have a currency or a cost by project, which usage rows never have.
     */
    private static final String OWNED = "data_source in ('Pod', 'Storage') and (infrastructure_raw_cost is null or infrastructure_raw_cost = 0)"
            + " and infrastructure_project_raw_cost is null and raw_currency is null and supplementary_usage_cost is null"
            + " and cost_model_rate_type is null and monthly_cost_type is null and distributed_cost is null";

    private static final String NO_COST_YET = "{\"cpu\": 0.0, \"memory\": 0.0, \"storage\": 0.0}";

    public static final Table<Line> TABLE = new Table<>("reporting_ocpusagelineitem_daily_summary", "uuid", OWNED, List.of(
            uuid("uuid", Line::key),
            date("usage_start", line -> line.of.day),
            date("usage_end", line -> line.of.day),
            source(line -> line.of.source),
            integer("report_period_id", line -> line.of.reportPeriod),
            text("cluster_id", line -> line.of.clusterId),
            text("cluster_alias", line -> line.of.clusterAlias),
            integer("cost_category_id", line -> line.row.costCategory()),
            text("data_source", line -> line.row.kind() == UsageRow.Kind.STORAGE ? "Storage" : "Pod"),
            text("namespace", line -> line.row.namespace()),
            text("node", line -> line.row.node()),
            text("resource_id", line -> line.row.resourceId()),
            json("pod_labels", line -> line.json(line.row.podLabels())),
            json("volume_labels", line -> line.json(line.row.volume().labels())),
            json("all_labels", Line::allLabels),
            number("pod_usage_cpu_core_hours", line -> line.row.cpu().usage()),
            number("pod_request_cpu_core_hours", line -> line.row.cpu().request()),
            number("pod_effective_usage_cpu_core_hours", line -> line.row.cpu().effective()),
            number("pod_limit_cpu_core_hours", line -> line.row.cpu().limit()),
            number("pod_usage_memory_gigabyte_hours", line -> line.row.memory().usage()),
            number("pod_request_memory_gigabyte_hours", line -> line.row.memory().request()),
            number("pod_effective_usage_memory_gigabyte_hours", line -> line.row.memory().effective()),
            number("pod_limit_memory_gigabyte_hours", line -> line.row.memory().limit()),
            number("node_capacity_cpu_cores", line -> line.row.capacity().nodeCpuCores()),
            number("node_capacity_cpu_core_hours", line -> line.row.capacity().nodeCpuCoreHours()),
            number("node_capacity_memory_gigabytes", line -> line.row.capacity().nodeMemoryGigabytes()),
            number("node_capacity_memory_gigabyte_hours", line -> line.row.capacity().nodeMemoryGigabyteHours()),
            number("cluster_capacity_cpu_core_hours", line -> line.row.capacity().clusterCpuCoreHours()),
            number("cluster_capacity_memory_gigabyte_hours", line -> line.row.capacity().clusterMemoryGigabyteHours()),
            text("persistentvolumeclaim", line -> line.row.volume().claim()),
            text("persistentvolume", line -> line.row.volume().volume()),
            text("storageclass", line -> line.row.volume().storageClass()),
            number("persistentvolumeclaim_capacity_gigabyte", line -> line.row.volume().capacityGigabytes()),
            number("persistentvolumeclaim_capacity_gigabyte_months", line -> line.row.volume().capacityGigabyteMonths()),
            number("volume_request_storage_gigabyte_months", line -> line.row.volume().requestGigabyteMonths()),
            number("persistentvolumeclaim_usage_gigabyte_months", line -> line.row.volume().usageGigabyteMonths()),
            json("infrastructure_usage_cost", line -> line.row.kind() == UsageRow.Kind.UNALLOCATED ? null : NO_COST_YET)));

    /** A row with its key and what all rows of the day share. */
    record Line(UsageTable of, UsageRow row, UUID key) {

        /** A row has labels of pods or of volumes, never both; all of them together are never NULL (D.5). */
        private String allLabels() {
            LabelSet labels = row.podLabels() != null ? row.podLabels() : row.volume().labels();
            return json(labels == null ? LabelSet.EMPTY : labels);
        }

        private String json(LabelSet labels) {
            return LabelSet.json(of.tagMapping.mapped(labels));
        }
    }

    private final LocalDate day;
    private final String source;
    private final int reportPeriod;
    private final String clusterId;
    private final String clusterAlias;
    private final TagMapping tagMapping;

    /** For the rows of one day. Rows keep the identity of their unmapped labels: koku maps them row by row. */
    UsageTable(SourceDay day, int reportPeriod, String clusterId, String clusterAlias, TagMapping tagMapping) {
        this.day = day.day();
        this.source = day.source();
        this.reportPeriod = reportPeriod;
        this.clusterId = clusterId;
        this.clusterAlias = clusterAlias;
        this.tagMapping = tagMapping;
    }

    /** The row as it stands in the table. */
    Line line(UsageRow row, UUID key) {
        return new Line(this, row, key);
    }

    /** What the row was grouped by. Rows that are equal in it are distinguished by an ordinal. */
    static List<String> identity(UsageRow row) {
        return switch (row.kind()) {
            case POD -> Arrays.asList("pod", row.namespace(), row.node(), LabelSet.json(row.podLabels()));
            case STORAGE -> Arrays.asList(
                    "storage",
                    row.namespace(),
                    row.node(),
                    row.resourceId(),
                    row.volume().claim(),
                    row.volume().volume(),
                    row.volume().storageClass(),
                    row.volume().csiVolumeHandle(),
                    LabelSet.json(row.volume().labels()));
            case UNALLOCATED -> Arrays.asList("unallocated", row.node());
        };
    }
}
