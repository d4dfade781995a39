package io.costflow.provider.openshift;

import static io.costflow.provider.LineItemTable.columns;
import static io.costflow.provider.LineItemTable.numbers;
import static io.costflow.provider.LineItemTable.numbersOrTexts;
import static io.costflow.provider.LineItemTable.texts;
import static io.costflow.provider.LineItemTable.times;

import io.costflow.lineitem.Grouping;
import io.costflow.lineitem.LineItemRows.Column;
import io.costflow.provider.FileNames;
import io.costflow.provider.LineItemTable;
import io.costflow.provider.ManifestRule;
import io.costflow.provider.Provider;
import io.costflow.provider.Report;
import java.util.List;
import java.util.regex.Pattern;

/** OpenShift clusters. */
public final class OpenShift {

    /** koku's name for clusters. */
    public static final String TYPE = "OCP";

    /** Pod usage by the hour: only node capacities are taken from it, and its hours. */
    public static final Report POD_USAGE_HOURLY = report("POD_USAGE_HOURLY", "pod_usage", false);
    /** Pod usage by the day. */
    public static final Report POD_USAGE_DAILY = report("POD_USAGE_DAILY", "pod_usage", true);
    /** Volumes and claims by the day. */
    public static final Report STORAGE_USAGE_DAILY = report("STORAGE_USAGE_DAILY", "storage_usage", true);
    /** Labels of nodes by the day. */
    public static final Report NODE_LABELS_DAILY = report("NODE_LABELS_DAILY", "node_labels", true);
    /** Labels of namespaces by the day. */
    public static final Report NAMESPACE_LABELS_DAILY = report("NAMESPACE_LABELS_DAILY", "namespace_labels", true);

    /** Usage of virtual machines by the hour, in clusters that have some. */
    public static final Report VM_USAGE_HOURLY = report("VM_USAGE_HOURLY", "vm_usage", false);
    /** Usage of virtual machines by the day. */
    public static final Report VM_USAGE_DAILY = report("VM_USAGE_DAILY", "vm_usage", true);
    /** Usage of GPUs by the day, in clusters that have some. */
    public static final Report GPU_USAGE_DAILY = report("GPU_USAGE_DAILY", "gpu_usage", true);

    private static final Report STORAGE_USAGE_HOURLY = onlyHours("STORAGE_USAGE_HOURLY", "storage_usage");
    /** Labels of nodes by the hour: of nodes with GPUs, the hours count. */
    public static final Report NODE_LABELS_HOURLY = onlyHours("NODE_LABELS_HOURLY", "node_labels");
    private static final Report NAMESPACE_LABELS_HOURLY = onlyHours("NAMESPACE_LABELS_HOURLY", "namespace_labels");

    private static final Report GPU_USAGE_HOURLY = onlyHours("GPU_USAGE_HOURLY", "gpu_usage");

    /** {@code <report type>.<day>.<manifest>.<counter>_<chunk>.parquet}, with {@code _daily} before the chunk in the roll-up by day. */
    private static final FileNames FILE_NAMES = new FileNames(true, Pattern.compile("\\w+\\.\\d{4}-\\d{2}-\\d{2}\\.(\\d+)\\.\\d+_.*", Pattern.DOTALL));

    private static final List<Column> PERIOD = times("report_period_start report_period_end");
    private static final List<Column> INTERVAL = times("interval_start interval_end");
    private static final List<Column> DAY = times("interval_start");
    private static final List<Column> POD = columns(
            texts("namespace node pod pod_labels resource_id"),
            numbers("pod_usage_cpu_core_seconds pod_request_cpu_core_seconds pod_effective_usage_cpu_core_seconds pod_limit_cpu_core_seconds"
                    + " pod_usage_memory_byte_seconds pod_request_memory_byte_seconds pod_effective_usage_memory_byte_seconds pod_limit_memory_byte_seconds"
                    + " node_capacity_cpu_cores node_capacity_cpu_core_seconds node_capacity_memory_bytes node_capacity_memory_byte_seconds"),
            texts("node_role"));
    private static final List<Column> STORAGE = columns(
            texts("namespace node pod persistentvolumeclaim persistentvolume storageclass csi_driver csi_volume_handle persistentvolume_labels"
                    + " persistentvolumeclaim_labels"),
            numbers("persistentvolumeclaim_capacity_bytes persistentvolumeclaim_capacity_byte_seconds volume_request_storage_byte_seconds"
                    + " persistentvolumeclaim_usage_byte_seconds"));
    private static final List<Column> VM = columns(
            texts("namespace node vm_name vm_labels resource_id vm_instance_type vm_os vm_guest_os_arch vm_guest_os_name vm_guest_os_version vm_device"
                    + " vm_volume_mode vm_persistentvolumeclaim_name"),
            numbers("vm_uptime_total_seconds vm_cpu_limit_cores vm_cpu_limit_core_seconds vm_cpu_request_cores vm_cpu_request_core_seconds"
                    + " vm_cpu_request_sockets vm_cpu_request_socket_seconds vm_cpu_request_threads vm_cpu_request_thread_seconds"
                    + " vm_cpu_usage_total_seconds vm_memory_limit_bytes vm_memory_limit_byte_seconds vm_memory_request_bytes"
                    + " vm_memory_request_byte_seconds vm_memory_usage_byte_seconds vm_disk_allocated_size_byte_seconds"));
    private static final List<Column> GPU = columns(
            texts("node namespace pod gpu_uuid mig_instance_id gpu_model_name gpu_vendor_name"),
            numbers("gpu_memory_capacity_mib gpu_pod_uptime"),
            texts("mig_profile mig_strategy"),
            numbersOrTexts("mig_slice_count gpu_max_slices mig_memory_capacity_mib"));
    private static final List<Column> NODE_LABELS = texts("node node_labels");
    private static final List<Column> NAMESPACE_LABELS = texts("namespace namespace_labels");

    /** Everything about clusters. */
    public static final Provider PROVIDER = new Provider(
            TYPE,
            "OpenShift",
            false,
            List.of("cluster-id", "cluster-alias", "infrastructure", "distribution"),
            List.of(
                    POD_USAGE_HOURLY, POD_USAGE_DAILY, STORAGE_USAGE_DAILY, NODE_LABELS_DAILY, NAMESPACE_LABELS_DAILY, VM_USAGE_HOURLY, VM_USAGE_DAILY,
                    GPU_USAGE_DAILY, STORAGE_USAGE_HOURLY, NODE_LABELS_HOURLY, NAMESPACE_LABELS_HOURLY, GPU_USAGE_HOURLY),
            FILE_NAMES,
            ManifestRule.MOST_HOURS,
            null,
            List.of(new OpenShiftSummary(), new GpuSummary(), new CostModelFacts()),
            List.of(
                    table("openshift_pod_usage_line_items", POD_USAGE_HOURLY, INTERVAL, POD),
                    table("openshift_pod_usage_line_items_daily", POD_USAGE_DAILY, DAY, POD),
                    table("openshift_storage_usage_line_items", STORAGE_USAGE_HOURLY, INTERVAL, STORAGE),
                    table("openshift_storage_usage_line_items_daily", STORAGE_USAGE_DAILY, DAY, STORAGE),
                    table("openshift_node_labels_line_items", NODE_LABELS_HOURLY, INTERVAL, NODE_LABELS),
                    table("openshift_node_labels_line_items_daily", NODE_LABELS_DAILY, DAY, NODE_LABELS),
                    table("openshift_namespace_labels_line_items", NAMESPACE_LABELS_HOURLY, INTERVAL, NAMESPACE_LABELS),
                    table("openshift_namespace_labels_line_items_daily", NAMESPACE_LABELS_DAILY, DAY, NAMESPACE_LABELS),
                    table("openshift_vm_usage_line_items", VM_USAGE_HOURLY, INTERVAL, VM),
                    table("openshift_vm_usage_line_items_daily", VM_USAGE_DAILY, DAY, VM),
                    table("openshift_gpu_usage_line_items", GPU_USAGE_HOURLY, INTERVAL, GPU),
                    table("openshift_gpu_usage_line_items_daily", GPU_USAGE_DAILY, DAY, GPU)));

    private OpenShift() {}

    private static Report report(String id, String name, boolean daily) {
        return Report.of(id, name, "OCP/" + name, daily, OpenShiftLineItems.INTERVAL_START, OpenShiftLineItems.VERSION);
    }

    private static Report onlyHours(String id, String name) {
        List<Grouping> hours = List.of(OpenShiftLineItems.INTERVALS);
        return new Report(id, name, "OCP/" + name, false, OpenShiftLineItems.INTERVAL_START, OpenShiftLineItems.VERSION, hours, true);
    }

    private static LineItemTable table(String name, Report report, List<Column> time, List<Column> own) {
        return new LineItemTable(name, report, columns(time, PERIOD, own));
    }
}
