package io.costflow.provider.openshift;

import static io.costflow.publish.Column.date;
import static io.costflow.publish.Column.integer;
import static io.costflow.publish.Column.json;
import static io.costflow.publish.Column.number;
import static io.costflow.publish.Column.source;
import static io.costflow.publish.Column.text;
import static io.costflow.publish.Column.textArray;
import static io.costflow.publish.Column.timestamp;
import static io.costflow.publish.Column.uuid;

import io.costflow.publish.Column;
import io.costflow.publish.Table;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The tables of facts, in the tenant's schema: one for each kind of fact, a row for each fact. */
public final class FactTables {

    public static final Table<Line<Facts.MachineDay>> MACHINE_DAYS = table("costflow_vm_day", List.of(
            text("vm_name", line -> line.fact().name()),
            number("vm_cpu_request_cores", line -> line.fact().cores()),
            number("uptime_seconds", line -> line.fact().uptimeSeconds()),
            timestamp("last_interval", line -> line.fact().lastInterval()),
            textArray("claims", line -> line.fact().claims())));

    public static final Table<Line<Facts.MachinePlace>> MACHINE_PLACES = table("costflow_vm_last", List.of(
            text("vm_name", line -> line.fact().name()),
            text("node", line -> line.fact().node()),
            text("resource_id", line -> line.fact().resourceId()),
            timestamp("last_interval", line -> line.fact().lastInterval()),
            number("vm_cpu_request_cores", line -> line.fact().cores()),
            number("vm_memory_request_bytes", line -> line.fact().memoryBytes())));

    public static final Table<Line<Facts.MachinePodHours>> MACHINE_POD_HOURS = table("costflow_vm_pod_hours_day", List.of(
            text("vm_name", line -> line.fact().name()),
            integer("pod_hour_rows", line -> Math.toIntExact(line.fact().rows())),
            textArray("claims", line -> line.fact().claims())));

    public static final Table<Line<Facts.GpuUse>> GPU_USES = table("costflow_gpu_day", List.of(
            text("node", line -> line.fact().node()),
            text("namespace", line -> line.fact().namespace()),
            text("pod", line -> line.fact().pod()),
            text("gpu_uuid", line -> line.fact().uuid()),
            text("mig_instance_id", line -> line.fact().migInstance()),
            integer("part", line -> line.fact().part()),
            text("vendor", line -> line.fact().vendor()),
            text("model", line -> line.fact().model()),
            number("memory_mib", line -> line.fact().memoryMib()),
            text("mig_profile", line -> line.fact().migProfile()),
            text("mig_strategy", line -> line.fact().migStrategy()),
            number("slice_count", line -> line.fact().slices()),
            number("max_slices", line -> line.fact().maxSlices()),
            number("mig_memory_mib", line -> line.fact().migMemoryMib()),
            number("uptime_seconds", line -> line.fact().uptimeSeconds())));

    public static final Table<Line<Facts.GpuNode>> GPU_NODES = table("costflow_gpu_node_day", List.of(
            text("node", line -> line.fact().node()),
            text("gpu_count", line -> line.fact().gpuCount()),
            text("gpu_product", line -> line.fact().product()),
            text("mig_strategy", line -> line.fact().migStrategy()),
            text("labels_hash", line -> line.fact().labelsHash()),
            integer("hours", line -> Math.toIntExact(line.fact().hours()))));

    public static final Table<Line<Facts.NamespaceLabels>> NAMESPACE_LABELS = table("costflow_namespace_labels_day", List.of(
            text("namespace", line -> line.fact().namespace()),
            json("labels", line -> line.fact().labels().json())));

    static final List<Table<?>> ALL = List.of(MACHINE_DAYS, MACHINE_PLACES, MACHINE_POD_HOURS, GPU_USES, GPU_NODES, NAMESPACE_LABELS);

    /**
     * A fact as a row.
     *
     * @param source the cluster's source
     */
    public record Line<F>(UUID id, LocalDate day, String source, F fact) {}

    private FactTables() {}

    private static <F> Table<Line<F>> table(String name, List<Column<Line<F>>> own) {
        List<Column<Line<F>>> columns = new ArrayList<>(List.of(uuid("id", Line::id), date("usage_start", Line::day), source(Line::source)));
        columns.addAll(own);
        return Table.ofOurs(name, columns);
    }
}
