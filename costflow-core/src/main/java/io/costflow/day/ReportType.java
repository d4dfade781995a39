package io.costflow.day;

import io.costflow.settings.SourceSettings;

/**
 * The kinds of Parquet files that are read, each with the place where koku puts them (storage layout, A.1 and A.2). Every kind stands for one folder under
 * {@code <root>/<account>} (hourly) or {@code <root>/daily/<account>} (daily). New ones go to the end: state holds their numbers.
 */
public enum ReportType {
    /** Pod usage by the hour: only node capacities are taken from it. */
    POD_USAGE_HOURLY(SourceSettings.Type.OCP, "pod_usage", false),
    /** Pod usage by the day. */
    POD_USAGE_DAILY(SourceSettings.Type.OCP, "pod_usage", true),
    /** Volumes and claims by the day. */
    STORAGE_USAGE_DAILY(SourceSettings.Type.OCP, "storage_usage", true),
    /** Labels of nodes by the day. */
    NODE_LABELS_DAILY(SourceSettings.Type.OCP, "node_labels", true),
    /** Labels of namespaces by the day. */
    NAMESPACE_LABELS_DAILY(SourceSettings.Type.OCP, "namespace_labels", true),
    /** AWS line items as delivered, by the hour: only disk capacities are taken from them. */
    AWS_HOURLY(SourceSettings.Type.AWS, "AWS", false),
    /** AWS line items by the day. */
    AWS_DAILY(SourceSettings.Type.AWS, "AWS", true),
    /** Volumes and claims by the hour: see {@link #isOnlyForHours}. */
    STORAGE_USAGE_HOURLY(SourceSettings.Type.OCP, "storage_usage", false),
    /** Labels of nodes by the hour: see {@link #isOnlyForHours}. */
    NODE_LABELS_HOURLY(SourceSettings.Type.OCP, "node_labels", false),
    /** Labels of namespaces by the hour: see {@link #isOnlyForHours}. */
    NAMESPACE_LABELS_HOURLY(SourceSettings.Type.OCP, "namespace_labels", false);

    private final SourceSettings.Type sourceType;
    private final String report;
    private final boolean daily;

    ReportType(SourceSettings.Type sourceType, String report, boolean daily) {
        this.sourceType = sourceType;
        this.report = report;
        this.daily = daily;
    }

    /** The kind of source that has files of this type. */
    public SourceSettings.Type sourceType() {
        return sourceType;
    }

    /** The report that the files are of, by the hour and by the day: koku's report_type, such as {@code pod_usage}; of a cloud, its name. */
    public String report() {
        return report;
    }

    /** The folder below the account, such as {@code OCP/pod_usage}. */
    public String folder() {
        return switch (sourceType) {
            case OCP -> "OCP/" + report;
            case AWS -> daily ? "AWS/raw" : "AWS";
        };
    }

    /** Whether the files are koku's roll-up by day, which lie under {@code daily/}. */
    public boolean daily() {
        return daily;
    }

    /**
     * Whether nothing is taken from the files but their hours, which decide between manifests (storage layout, A.5): they are of interest only on days for
     * which several manifests delivered the report.
     */
    public boolean isOnlyForHours() {
        return switch (this) {
            case STORAGE_USAGE_HOURLY, NODE_LABELS_HOURLY, NAMESPACE_LABELS_HOURLY -> true;
            case POD_USAGE_HOURLY, POD_USAGE_DAILY, STORAGE_USAGE_DAILY, NODE_LABELS_DAILY, NAMESPACE_LABELS_DAILY, AWS_HOURLY, AWS_DAILY -> false;
        };
    }
}
