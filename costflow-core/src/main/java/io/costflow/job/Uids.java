package io.costflow.job;

/** The uid of every operator: state finds its operator by it, so none of them may ever change. */
public final class Uids {

    public static final String INVENTORY = "inventory";
    public static final String REFERENCE = "reference";
    public static final String DAYS = "days";
    public static final String CLUSTER_DAYS = "cluster-days";
    public static final String CLOUD_DAYS = "cloud-days";
    public static final String CORRELATION = "correlation";
    public static final String MONTH_DAYS = "month-days";
    public static final String MONTHS = "months";
    public static final String PUBLISH_CLUSTERS = "publish-clusters";
    public static final String PUBLISH_CLOUDS = "publish-clouds";
    public static final String PUBLISH_CORRELATION = "publish-correlation";
    public static final String PUBLISH_MONTHS = "publish-months";
    public static final String REPORTS = "reports";

    private Uids() {}
}
