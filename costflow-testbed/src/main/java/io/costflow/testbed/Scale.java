package io.costflow.testbed;

import java.util.List;

/**
 * How much data there is.
 *
 * @param nodes the number of nodes of each cluster
 * @param podsPerNode how many pods a node runs
 * @param pods what they are
 * @param idleNodes how many workers of the first cluster run nothing but what every node runs
 * @param days how many days
 * @param aws the AWS account that all clusters run on, or null when they run elsewhere
 */
public record Scale(List<Integer> nodes, int podsPerNode, Pods pods, int idleNodes, int days, Aws aws) {

    /**
     * How much there is in an AWS account. Machines, disks and traffic follow from the clusters.
     *
     * @param otherResources how many resources no cluster knows, with a line item for every hour each
     * @param itemizedResources how many buckets there are with tags of their own, some of which point to clusters; see {@link ItemizedBuckets}
     */
    public record Aws(int otherResources, int itemizedResources) {}

    /** What runs on the nodes. */
    public enum Pods {
        /** All that a company runs. */
        ALL,
        /** Nothing but databases with a disk each: as many disks as pods. */
        DATABASES
    }

    /** Clusters that run everything. */
    public Scale(List<Integer> nodes, int podsPerNode, int idleNodes, int days, Aws aws) {
        this(nodes, podsPerNode, Pods.ALL, idleNodes, days, aws);
    }

    /** Clusters that run elsewhere than on AWS. */
    public Scale(List<Integer> nodes, int podsPerNode, int idleNodes, int days) {
        this(nodes, podsPerNode, idleNodes, days, null);
    }

    /** Two small clusters with one idle node on an AWS account that others use too. */
    public static Scale demo(int days) {
        return new Scale(List.of(6, 4), 12, 1, days, new Aws(20, 0));
    }

    /** One day of one cluster of 400 nodes with 104 pods each: 998,400 pod-hours. */
    public static Scale millionPodHours() {
        return new Scale(List.of(400), 104, 0, 1);
    }
}
