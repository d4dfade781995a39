package io.costflow.testbed;

/** What has been charged to an AWS account, amortised, in USD. */
public final class BillTotals {
    private double all;
    private double ofNoCluster;

    void add(AwsHour item, boolean ofCluster) {
        all += item.amortizedCost();
        ofNoCluster += ofCluster ? 0 : item.amortizedCost();
    }

    /** Everything. */
    public double all() {
        return all;
    }

    /** What was made up so that it matches nothing on any cluster. */
    public double ofNoCluster() {
        return ofNoCluster;
    }
}
