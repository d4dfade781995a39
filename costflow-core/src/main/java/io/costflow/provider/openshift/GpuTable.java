package io.costflow.provider.openshift;

import static io.costflow.publish.Column.date;
import static io.costflow.publish.Column.integer;
import static io.costflow.publish.Column.number;
import static io.costflow.publish.Column.source;
import static io.costflow.publish.Column.text;
import static io.costflow.publish.Column.uuid;

import io.costflow.day.CodePointOrder;
import io.costflow.day.HeldBack;
import io.costflow.day.SourceDay;
import io.costflow.lineitem.GroupTable;
import io.costflow.provider.HeldBackException;
import io.costflow.provider.openshift.OpenShiftLineItems.Gpus;
import io.costflow.publish.DayWriter;
import io.costflow.publish.RowIds;
import io.costflow.publish.Table;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The table of GPUs: a row for each namespace, node and GPU or slice of one, whichever pods used it. */
final class GpuTable {

    /** koku writes rows with cost to this table when the cost model has rates of GPUs. */
    private static final String OWNED = "cost_model_rate_type is null and cost_model_gpu_cost is null";

    private static final double GIGABYTES_PER_MIB = 0.001048576;

    static final Table<Row> TABLE = new Table<>("reporting_ocp_gpu_summary_p", "id", OWNED, List.of(
            uuid("id", Row::key),
            date("usage_start", row -> row.of.day.day()),
            date("usage_end", row -> row.of.day.day()),
            source(row -> row.of.day.source()),
            text("cluster_id", row -> row.of.clusterId),
            text("cluster_alias", row -> row.of.clusterAlias),
            text("namespace", row -> row.gpu.namespace()),
            text("node", row -> row.gpu.node()),
            text("vendor_name", row -> row.gpu.vendor()),
            text("model_name", row -> row.gpu.model()),
            number("memory_capacity_gb", row -> gigabytes(row.totals.numbers.get(Totals.MEMORY))),
            text("mig_instance_id", row -> row.gpu.migInstance()),
            text("gpu_uuid", row -> row.gpu.uuid()),
            // koku takes an empty profile for one, so that every GPU of a report with the column is one of MIG
            text("gpu_mode", row -> row.gpu.migProfile() == null ? "dedicated" : "MIG"),
            text("mig_profile", row -> row.gpu.migProfile()),
            integer("mig_slice_count", row -> row.of.whole("mig_slice_count", row.totals.numbers.get(Totals.SLICES))),
            integer("gpu_max_slices", row -> row.of.whole("gpu_max_slices", row.totals.numbers.get(Totals.MAX_SLICES))),
            text("mig_strategy", row -> row.totals.strategy),
            number("mig_memory_capacity_gb", row -> gigabytes(row.totals.numbers.get(Totals.MIG_MEMORY))),
            integer("cost_category_id", row -> row.of.categories.largest(row.gpu.namespace()))));

    /** What is one row. A GPU that pods of two namespaces use is two. */
    private record Gpu(String namespace, String node, String vendor, String model, String migProfile, String migInstance, String uuid) {

        private List<String> identity() {
            return Arrays.asList(namespace, node, vendor, model, migProfile, migInstance, uuid);
        }
    }

    /** The maxima over the pods that used a GPU. */
    private static final class Totals {
        private static final int MEMORY = 0;
        private static final int SLICES = 1;
        private static final int MAX_SLICES = 2;
        private static final int MIG_MEMORY = 3;

        private final Amounts numbers = new Amounts(4);
        private String strategy;

        private void add(GroupTable table, int group) {
            max(MEMORY, table, Gpus.MEMORY_MIB, group);
            max(SLICES, table, Gpus.MIG_SLICES, group);
            max(MAX_SLICES, table, Gpus.MAX_SLICES, group);
            max(MIG_MEMORY, table, Gpus.MIG_MEMORY_MIB, group);
            strategy = CodePointOrder.larger(strategy, table.maxText(Gpus.MIG_STRATEGY, group));
        }

        private void max(int number, GroupTable table, int measure, int group) {
            if (!table.isNull(measure, group)) {
                numbers.max(number, table.number(measure, group));
            }
        }
    }

    /** A GPU with its totals. */
    record Row(GpuTable of, Gpu gpu, Totals totals) {

        private UUID key() {
            return of.ids.of(gpu.identity(), 0);
        }
    }

    private final SourceDay day;
    private final String clusterId;
    private final String clusterAlias;
    private final CostCategories categories;
    private final RowIds ids;

    GpuTable(SourceDay day, String clusterId, String clusterAlias, CostCategories categories) {
        this.day = day;
        this.clusterId = clusterId;
        this.clusterAlias = clusterAlias;
        this.categories = categories;
        this.ids = new RowIds(TABLE.name(), day);
    }

    /**
     * Writes the rows of a day.
     *
     * @param tables the use of GPUs by pod, file by file
     * @throws HeldBackException before any row is written, if a number of slices is none that the table can hold
     */
    void write(List<GroupTable> tables, DayWriter writer) {
        Map<Gpu, Totals> gpus = new LinkedHashMap<>();
        for (GroupTable table : tables) {
            for (int group = 0; group < table.size(); group++) {
                gpus.computeIfAbsent(gpu(table, group), first -> new Totals()).add(table, group);
            }
        }
        gpus.values().forEach(totals -> {
            whole("mig_slice_count", totals.numbers.get(Totals.SLICES));
            whole("gpu_max_slices", totals.numbers.get(Totals.MAX_SLICES));
        });
        gpus.forEach((gpu, totals) -> writer.write(TABLE, new Row(this, gpu, totals)));
    }

    private static Gpu gpu(GroupTable table, int group) {
        return new Gpu(
                table.text(Gpus.NAMESPACE, group),
                table.text(Gpus.NODE, group),
                table.text(Gpus.VENDOR, group),
                table.text(Gpus.MODEL, group),
                table.text(Gpus.MIG_PROFILE, group),
                table.text(Gpus.MIG_INSTANCE, group),
                table.text(Gpus.UUID, group));
    }

    private static Double gigabytes(Double mib) {
        return mib == null ? null : (Double) (mib * GIGABYTES_PER_MIB);
    }

    /** Rounds as Trino's cast does. */
    private Integer whole(String column, Double number) {
        if (number == null) {
            return null;
        }
        long rounded = Math.round(number);
        if (rounded != (int) rounded) {
            throw new HeldBackException(new HeldBack("The GPU report of " + day + " says " + number + " in the column " + column
                    + ", which is no number of slices. Correct the report and deliver it again.", null, column));
        }
        return (int) rounded;
    }
}
