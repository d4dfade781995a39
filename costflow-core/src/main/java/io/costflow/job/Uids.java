package io.costflow.job;

/** The uid of every operator: state finds its operator by it, so none of them may ever change. */
public final class Uids {

    public static final String INVENTORY = "inventory";
    public static final String REFERENCE = "reference";
    public static final String DAYS = "days";
    public static final String OPENSHIFT_DAY = "openshift-day";
    public static final String PUBLISH_OPENSHIFT = "publish-openshift";
    public static final String CORRELATION = "correlation";
    public static final String PUBLISH_OPENSHIFT_ON_AWS = "publish-openshift-on-aws";
    public static final String REPORTS = "reports";

    private Uids() {}
}
