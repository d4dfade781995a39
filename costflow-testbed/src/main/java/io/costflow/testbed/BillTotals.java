package io.costflow.testbed;

/** What has been charged to an account, in USD: on AWS amortised, on GCP less credits. */
public final class BillTotals {
    private double all;
    private double ofNoCluster;

    /**
     * Adds the cost of a line item.
     *
     * @param ofCluster whether it must be found on a cluster
     */
    public void add(double cost, boolean ofCluster) {
        all += cost;
        ofNoCluster += ofCluster ? 0 : cost;
    }

    /** Everything. */
    public double all() {
        return all;
    }

    /** What was generated so that it matches nothing on any cluster. */
    public double ofNoCluster() {
        return ofNoCluster;
    }
}
