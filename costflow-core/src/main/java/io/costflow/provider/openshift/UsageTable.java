package io.costflow.provider.openshift;

import io.costflow.day.SourceDay;
import io.costflow.publish.CopyText;
import io.costflow.publish.PublishedTable;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** The OpenShift daily summary as a table: its columns (4-postgres.md, C.2, those that Trino's insert sets), and what identifies a row. */
public final class UsageTable {

    private static final String NAME = "reporting_ocpusagelineitem_daily_summary";

    /** koku keeps cloud cost, cost model and distributed rows in this table too: those are not ours. */
    private static final String OWNED = "(infrastructure_raw_cost is null or infrastructure_raw_cost = 0)"
            + " and cost_model_rate_type is null and monthly_cost_type is null and distributed_cost is null";

    public static final PublishedTable TABLE = new PublishedTable(
            NAME,
            "uuid",
            List.of(
                    "uuid",
                    "usage_start",
                    "usage_end",
                    "source_uuid",
                    "report_period_id",
                    "cluster_id",
                    "cluster_alias",
                    "cost_category_id",
                    "data_source",
                    "namespace",
                    "node",
                    "resource_id",
                    "pod_labels",
                    "volume_labels",
                    "all_labels",
                    "pod_usage_cpu_core_hours",
                    "pod_request_cpu_core_hours",
                    "pod_effective_usage_cpu_core_hours",
                    "pod_limit_cpu_core_hours",
                    "pod_usage_memory_gigabyte_hours",
                    "pod_request_memory_gigabyte_hours",
                    "pod_effective_usage_memory_gigabyte_hours",
                    "pod_limit_memory_gigabyte_hours",
                    "node_capacity_cpu_cores",
                    "node_capacity_cpu_core_hours",
                    "node_capacity_memory_gigabytes",
                    "node_capacity_memory_gigabyte_hours",
                    "cluster_capacity_cpu_core_hours",
                    "cluster_capacity_memory_gigabyte_hours",
                    "persistentvolumeclaim",
                    "persistentvolume",
                    "storageclass",
                    "persistentvolumeclaim_capacity_gigabyte",
                    "persistentvolumeclaim_capacity_gigabyte_months",
                    "volume_request_storage_gigabyte_months",
                    "persistentvolumeclaim_usage_gigabyte_months",
                    "infrastructure_usage_cost"),
            OWNED);

    private static final String NO_COST_YET = "{\"cpu\": 0.0, \"memory\": 0.0, \"storage\": 0.0}";

    private final SourceDay day;
    private final int reportPeriod;
    private final String clusterId;
    private final String clusterAlias;

    /** For the rows of one day. */
    UsageTable(SourceDay day, int reportPeriod, String clusterId, String clusterAlias) {
        this.day = day;
        this.reportPeriod = reportPeriod;
        this.clusterId = clusterId;
        this.clusterAlias = clusterAlias;
    }

    /** What the row was grouped by. Rows that are equal in it are told apart by an ordinal. */
    static List<String> identity(UsageRow row) {
        return switch (row.kind()) {
            case POD -> Arrays.asList("pod", row.namespace(), row.node(), json(row.podLabels()));
            case STORAGE -> Arrays.asList(
                    "storage",
                    row.namespace(),
                    row.node(),
                    row.resourceId(),
                    row.volume().claim(),
                    row.volume().volume(),
                    row.volume().storageClass(),
                    row.volume().csiVolumeHandle(),
                    json(row.volume().labels()));
            case UNALLOCATED -> Arrays.asList("unallocated", row.node());
        };
    }

    /** Writes a row as one line. */
    void write(UsageRow row, UUID uuid, CopyText text) {
        boolean unallocated = row.kind() == UsageRow.Kind.UNALLOCATED;
        boolean storage = row.kind() == UsageRow.Kind.STORAGE;
        text.uuid(uuid)
                .date(day.day())
                .date(day.day())
                .text(day.source())
                .integer(reportPeriod)
                .text(clusterId)
                .text(clusterAlias)
                .integer(row.costCategory())
                .text(storage ? "Storage" : "Pod")
                .text(row.namespace())
                .text(row.node())
                .text(row.resourceId())
                .json(json(row.podLabels()))
                .json(json(row.volume().labels()))
                .json(allLabels(row));
        write(row.cpu(), text);
        write(row.memory(), text);
        write(row.capacity(), text);
        text.text(row.volume().claim())
                .text(row.volume().volume())
                .text(row.volume().storageClass())
                .number(row.volume().capacityGigabytes())
                .number(row.volume().capacityGigabyteMonths())
                .number(row.volume().requestGigabyteMonths())
                .number(row.volume().usageGigabyteMonths())
                .json(unallocated ? null : NO_COST_YET)
                .endRow();
    }

    private static void write(UsageRow.Consumption consumption, CopyText text) {
        text.number(consumption.usage()).number(consumption.request()).number(consumption.effective()).number(consumption.limit());
    }

    private static void write(UsageRow.Capacity capacity, CopyText text) {
        text.number(capacity.nodeCpuCores())
                .number(capacity.nodeCpuCoreHours())
                .number(capacity.nodeMemoryGigabytes())
                .number(capacity.nodeMemoryGigabyteHours())
                .number(capacity.clusterCpuCoreHours())
                .number(capacity.clusterMemoryGigabyteHours());
    }

    /** A row has labels of pods or of volumes, never both; all of them together are never NULL (D.5). */
    private static String allLabels(UsageRow row) {
        LabelSet labels = row.podLabels() != null ? row.podLabels() : row.volume().labels();
        return json(labels == null ? LabelSet.EMPTY : labels);
    }

    private static String json(LabelSet labels) {
        return labels == null ? null : labels.json();
    }
}
