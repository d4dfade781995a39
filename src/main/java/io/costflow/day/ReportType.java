package io.costflow.day;

import io.costflow.settings.SourceSettings;

/**
 * The kinds of Parquet files that are read, each with the place where koku puts them (storage layout, A.1 and A.2). Every kind stands for one folder under
 * {@code <root>/<account>} (hourly) or {@code <root>/daily/<account>} (daily).
 */
public enum ReportType {
    /** Pod usage by the hour: only node capacities are taken from it. */
    POD_USAGE_HOURLY("OCP/pod_usage", false),
    /** Pod usage by the day. */
    POD_USAGE_DAILY("OCP/pod_usage", true),
    /** Volumes and claims by the day. */
    STORAGE_USAGE_DAILY("OCP/storage_usage", true),
    /** Labels of nodes by the day. */
    NODE_LABELS_DAILY("OCP/node_labels", true),
    /** Labels of namespaces by the day. */
    NAMESPACE_LABELS_DAILY("OCP/namespace_labels", true),
    /** AWS line items as delivered, by the hour: only disk capacities are taken from them. */
    AWS_HOURLY("AWS", false),
    /** AWS line items by the day. */
    AWS_DAILY("AWS/raw", true);

    private final String folder;
    private final boolean daily;

    ReportType(String folder, boolean daily) {
        this.folder = folder;
        this.daily = daily;
    }

    /** The kind of source that has files of this type. */
    public SourceSettings.Type sourceType() {
        return this == AWS_HOURLY || this == AWS_DAILY ? SourceSettings.Type.AWS : SourceSettings.Type.OCP;
    }

    /** The folder below the account, such as {@code OCP/pod_usage}. */
    public String folder() {
        return folder;
    }

    /** Whether the files are koku's roll-up by day, which lie under {@code daily/}. */
    public boolean daily() {
        return daily;
    }
}
