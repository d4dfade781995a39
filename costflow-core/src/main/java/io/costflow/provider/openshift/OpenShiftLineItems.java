package io.costflow.provider.openshift;

import io.costflow.lineitem.Grouping;
import io.costflow.lineitem.Key;
import io.costflow.lineitem.Measure;
import java.util.List;

/**
 * What is taken from OpenShift's files while they are read: everything that the summary groups by before tag keys are applied, and what volumes and node roles
 * need besides. Positions of keys and measures are named here, next to the layout that they belong to.
 */
final class OpenShiftLineItems {

    /** Raised when a grouping changes: contributions of another version are read again. */
    static final int VERSION = 1;

    private OpenShiftLineItems() {}

    /** Node capacities by the hour: the largest value per interval and node (D.1, NODE_CAP). */
    static final class Capacities {
        static final int INTERVAL = 0;
        static final int NODE = 1;
        static final int CPU_CORE_SECONDS = 0;
        static final int MEMORY_BYTE_SECONDS = 1;

        static final Grouping GROUPING = new Grouping(
                "node capacity by interval",
                List.of(new Key(INTERVAL_START, Key.Kind.TIME, true), text("node")),
                List.of(new Measure.Max("node_capacity_cpu_core_seconds", true), new Measure.Max("node_capacity_memory_byte_seconds", true)));
    }

    /** Pod usage by namespace, node and label text (D.2). */
    static final class Pods {
        static final int NAMESPACE = 0;
        static final int NODE = 1;
        static final int LABELS = 2;
        static final int CPU_USAGE = 0;
        static final int CPU_REQUEST = 1;
        static final int CPU_EFFECTIVE = 2;
        static final int CPU_LIMIT = 3;
        static final int MEMORY_USAGE = 4;
        static final int MEMORY_REQUEST = 5;
        static final int MEMORY_EFFECTIVE = 6;
        static final int MEMORY_LIMIT = 7;
        /** The measures before this one are sums, over which a doubled join doubles; the others are maxima. */
        static final int SUMS = 8;
        static final int NODE_CPU_CORES = 8;
        static final int NODE_MEMORY_BYTES = 9;
        static final int RESOURCE_ID = 10;

        static final Grouping GROUPING = new Grouping(
                "pods by namespace, node and labels",
                List.of(text("namespace"), text("node"), new Key("pod_labels", Key.Kind.LABELS, true)),
                List.of(
                        new Measure.Sum("pod_usage_cpu_core_seconds", true),
                        new Measure.Sum("pod_request_cpu_core_seconds", true),
                        new Measure.SumOfEffective("pod_effective_usage_cpu_core_seconds", "pod_usage_cpu_core_seconds", "pod_request_cpu_core_seconds"),
                        new Measure.Sum("pod_limit_cpu_core_seconds", true),
                        new Measure.Sum("pod_usage_memory_byte_seconds", true),
                        new Measure.Sum("pod_request_memory_byte_seconds", true),
                        new Measure.SumOfEffective(
                                "pod_effective_usage_memory_byte_seconds", "pod_usage_memory_byte_seconds", "pod_request_memory_byte_seconds"),
                        new Measure.Sum("pod_limit_memory_byte_seconds", true),
                        new Measure.Max("node_capacity_cpu_cores", true),
                        new Measure.Max("node_capacity_memory_bytes", true),
                        new Measure.MaxText("resource_id", true)));
    }

    /** Where each pod ran: volumes find their nodes by it (D.1, VOL_NODE), and node roles their namespaces (C.6). */
    static final class Places {
        static final int NAMESPACE = 0;
        static final int POD = 1;
        static final int NODE = 2;
        static final int RESOURCE_ID = 3;
        static final int NODE_ROLE = 0;

        static final Grouping GROUPING = new Grouping(
                "pods by place",
                List.of(text("namespace"), text("pod"), text("node"), text("resource_id")),
                List.of(new Measure.MaxText("node_role", false)));
    }

    /** Volumes and claims (D.3). */
    static final class Volumes {
        static final int NAMESPACE = 0;
        static final int POD = 1;
        static final int CLAIM = 2;
        static final int VOLUME = 3;
        static final int STORAGE_CLASS = 4;
        static final int CSI_VOLUME_HANDLE = 5;
        static final int VOLUME_LABELS = 6;
        static final int CLAIM_LABELS = 7;
        static final int CAPACITY_BYTE_SECONDS = 0;
        static final int REQUEST_BYTE_SECONDS = 1;
        static final int USAGE_BYTE_SECONDS = 2;
        /** The measures before this one are sums, over which a doubled join doubles; the others are maxima. */
        static final int SUMS = 3;
        static final int CAPACITY_BYTES = 3;

        static final Grouping GROUPING = new Grouping(
                "volumes",
                List.of(
                        text("namespace"),
                        text("pod"),
                        text("persistentvolumeclaim"),
                        text("persistentvolume"),
                        text("storageclass"),
                        new Key("csi_volume_handle", Key.Kind.TEXT, false),
                        new Key("persistentvolume_labels", Key.Kind.LABELS, true),
                        new Key("persistentvolumeclaim_labels", Key.Kind.LABELS, true)),
                List.of(
                        new Measure.Sum("persistentvolumeclaim_capacity_byte_seconds", true),
                        new Measure.Sum("volume_request_storage_byte_seconds", true),
                        new Measure.Sum("persistentvolumeclaim_usage_byte_seconds", true),
                        new Measure.Max("persistentvolumeclaim_capacity_bytes", true)));
    }

    /** Virtual machines by the hour (J.1). */
    static final class Machines {
        static final int INTERVAL = 0;
        static final int NAME = 1;
        static final int NODE = 2;
        static final int RESOURCE_ID = 3;
        static final int CORES = 4;
        static final int CLAIM = 5;
        static final int UPTIME_SECONDS = 0;
        static final int MEMORY_BYTES = 1;

        static final Grouping GROUPING = new Grouping(
                "virtual machines by interval",
                List.of(
                        new Key(INTERVAL_START, Key.Kind.TIME, true),
                        text("vm_name"),
                        text("node"),
                        new Key("resource_id", Key.Kind.TEXT, false),
                        new Key("vm_cpu_request_cores", Key.Kind.NUMBER, true),
                        new Key("vm_persistentvolumeclaim_name", Key.Kind.TEXT, false)),
                List.of(new Measure.Sum("vm_uptime_total_seconds", true), new Measure.Max("vm_memory_request_bytes", false)));
    }

    /** The pods that virtual machines run in, by the hour: those with the label of their name. */
    static final class MachinePods {
        static final String LABEL = "vm_kubevirt_io_name";
        static final int POD = 0;
        static final int LABELS = 1;
        static final int HOURS = 0;

        static final Grouping GROUPING = new Grouping(
                "pods of virtual machines",
                List.of(text("pod"), new Key("pod_labels", Key.Kind.LABELS, true)),
                List.of(new Measure.Count()),
                List.of("pod_labels"),
                LABEL);
    }

    /** The nodes with GPUs, by the hour (K.5). */
    static final class GpuNodes {
        static final int NODE = 0;
        static final int LABELS = 1;
        static final int HOURS = 0;

        static final Grouping GROUPING = new Grouping(
                "nodes with GPUs",
                List.of(text("node"), new Key("node_labels", Key.Kind.LABELS, true)),
                List.of(new Measure.Count()),
                List.of("node_labels"),
                "\"nvidia_com_gpu_present\": \"True\"");
    }

    /** The labels of nodes or of namespaces: every distinct text (D.1, NODE_LBL and NS_LBL). */
    static final class Labels {
        static final int OWNER = 0;
        static final int LABELS = 1;
        static final Grouping OF_NODES = of("node");
        static final Grouping OF_NAMESPACES = of("namespace");

        private static Grouping of(String owner) {
            return new Grouping("labels by " + owner, List.of(text(owner), new Key(owner + "_labels", Key.Kind.LABELS, true)), List.of());
        }
    }

    /** Use of GPUs by pod (J.4). */
    static final class Gpus {
        static final int NAMESPACE = 0;
        static final int NODE = 1;
        static final int POD = 2;
        static final int UUID = 3;
        static final int MIG_INSTANCE = 4;
        static final int VENDOR = 5;
        static final int MODEL = 6;
        static final int MIG_PROFILE = 7;
        static final int MEMORY_MIB = 0;
        static final int UPTIME_SECONDS = 1;
        static final int MIG_SLICES = 2;
        static final int MAX_SLICES = 3;
        static final int MIG_MEMORY_MIB = 4;
        static final int MIG_STRATEGY = 5;

        /** Reports of older operators know no MIG. */
        static final Grouping GROUPING = new Grouping(
                "GPUs by pod",
                List.of(
                        text("namespace"),
                        text("node"),
                        text("pod"),
                        text("gpu_uuid"),
                        new Key("mig_instance_id", Key.Kind.TEXT, false),
                        text("gpu_vendor_name"),
                        text("gpu_model_name"),
                        new Key("mig_profile", Key.Kind.TEXT, false)),
                List.of(
                        new Measure.Max("gpu_memory_capacity_mib", true),
                        new Measure.Sum("gpu_pod_uptime", true),
                        new Measure.MaxOfNumberOrText("mig_slice_count"),
                        new Measure.MaxOfNumberOrText("gpu_max_slices"),
                        new Measure.MaxOfNumberOrText("mig_memory_capacity_mib"),
                        new Measure.MaxText("mig_strategy", false)));
    }

    static final String INTERVAL_START = "interval_start";

    /** The hours for which there are line items. */
    static final Grouping INTERVALS = new Grouping("intervals", List.of(new Key(INTERVAL_START, Key.Kind.TIME, true)), List.of());

    private static Key text(String column) {
        return new Key(column, Key.Kind.TEXT, true);
    }
}
