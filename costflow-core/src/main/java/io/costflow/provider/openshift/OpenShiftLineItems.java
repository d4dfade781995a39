package io.costflow.provider.openshift;

import io.costflow.assembly.HourlyIntervals;
import io.costflow.day.ReportType;
import io.costflow.lineitem.Grouping;
import io.costflow.lineitem.Key;
import io.costflow.lineitem.LineItemLayout;
import io.costflow.lineitem.Measure;
import java.util.List;

/**
 * What is taken from OpenShift's files while they are read: everything that the summary groups by before tag keys are applied, and what volumes and node roles
 * need besides. Positions of keys and measures are named here, next to the layout that they belong to.
 */
public final class OpenShiftLineItems {

    /** Raised when a layout changes: contributions of another version are read again. */
    public static final int VERSION = 1;

    private OpenShiftLineItems() {}

    /** How the files of a report type are combined. */
    public static LineItemLayout layout(ReportType type) {
        return switch (type) {
            case POD_USAGE_HOURLY -> new LineItemLayout(INTERVAL_START, List.of(Capacities.GROUPING));
            case POD_USAGE_DAILY -> new LineItemLayout(INTERVAL_START, List.of(Pods.GROUPING, Places.GROUPING));
            case STORAGE_USAGE_DAILY -> new LineItemLayout(INTERVAL_START, List.of(Volumes.GROUPING));
            case NODE_LABELS_DAILY -> new LineItemLayout(INTERVAL_START, List.of(labelsOf("node")));
            case NAMESPACE_LABELS_DAILY -> new LineItemLayout(INTERVAL_START, List.of(labelsOf("namespace")));
            case STORAGE_USAGE_HOURLY, NODE_LABELS_HOURLY, NAMESPACE_LABELS_HOURLY -> new LineItemLayout(INTERVAL_START, List.of(INTERVALS));
            case AWS_HOURLY, AWS_DAILY -> throw new IllegalArgumentException(type + " is not a report of OpenShift.");
        };
    }

    /** Node capacities by the hour: the largest value per interval and node (D.1, NODE_CAP). */
    static final class Capacities {
        static final int TABLE = HourlyIntervals.TABLE;
        static final int INTERVAL = HourlyIntervals.KEY;
        static final int NODE = 1;
        static final int CPU_CORE_SECONDS = 0;
        static final int MEMORY_BYTE_SECONDS = 1;

        private static final Grouping GROUPING = new Grouping(
                "node capacity by interval",
                List.of(new Key(INTERVAL_START, Key.Kind.TIME, true), text("node")),
                List.of(new Measure.Max("node_capacity_cpu_core_seconds", true), new Measure.Max("node_capacity_memory_byte_seconds", true)));
    }

    /** Pod usage by namespace, node and label text (D.2). */
    static final class Pods {
        static final int TABLE = 0;
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

        private static final Grouping GROUPING = new Grouping(
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
        static final int TABLE = 1;
        static final int NAMESPACE = 0;
        static final int POD = 1;
        static final int NODE = 2;
        static final int RESOURCE_ID = 3;
        static final int NODE_ROLE = 0;

        private static final Grouping GROUPING = new Grouping(
                "pods by place",
                List.of(text("namespace"), text("pod"), text("node"), text("resource_id")),
                List.of(new Measure.MaxText("node_role", false)));
    }

    /** Volumes and claims (D.3). */
    static final class Volumes {
        static final int TABLE = 0;
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

        private static final Grouping GROUPING = new Grouping(
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

    /** The labels of nodes or of namespaces: every distinct text (D.1, NODE_LBL and NS_LBL). */
    static final class Labels {
        static final int TABLE = 0;
        static final int OWNER = 0;
        static final int LABELS = 1;
    }

    private static final String INTERVAL_START = "interval_start";

    private static final Grouping INTERVALS = new Grouping("intervals", List.of(new Key(INTERVAL_START, Key.Kind.TIME, true)), List.of());

    private static Grouping labelsOf(String owner) {
        return new Grouping("labels by " + owner, List.of(text(owner), new Key(owner + "_labels", Key.Kind.LABELS, true)), List.of());
    }

    private static Key text(String column) {
        return new Key(column, Key.Kind.TEXT, true);
    }
}
