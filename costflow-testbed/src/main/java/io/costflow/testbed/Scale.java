package io.costflow.testbed;

import java.util.List;

/**
 * How much data there is.
 *
 * @param groups the clusters, by what they run on
 * @param podsPerNode how many pods a node runs
 * @param pods what they are
 * @param idleNodes how many workers of the first cluster run nothing but what every node runs
 * @param days how many days
 */
public record Scale(List<Clusters> groups, int podsPerNode, Pods pods, int idleNodes, int days) {
    private static final int DEMO_PODS = 12;
    private static final Clusters AWS = new Clusters(List.of(6, 4), aws(20, 0));

    /**
     * Clusters that run in the same place.
     *
     * @param nodes the number of nodes of each
     * @param account what they run on, or null when that is no cloud
     */
    public record Clusters(List<Integer> nodes, Account account) {}

    /**
     * How much there is in an account at a cloud. Machines, disks and traffic follow from the clusters.
     *
     * @param cloud the cloud
     * @param otherResources how many resources no cluster knows, with a line item for every hour each, or every day on Azure
     * @param itemizedResources how many buckets there are with tags of their own, some of which point to clusters; see {@link PointingTags}
     */
    public record Account(Infrastructure cloud, int otherResources, int itemizedResources) {}

    /** How much there is in an AWS account. */
    public static Account aws(int otherResources, int itemizedResources) {
        return new Account(Infrastructure.AWS, otherResources, itemizedResources);
    }

    /** What runs on the nodes. */
    public enum Pods {
        /** All that a company runs. */
        ALL,
        /** Nothing but databases with a disk each: as many disks as pods. */
        DATABASES
    }

    /** Clusters that all run on the same account. */
    public Scale(List<Integer> nodes, int podsPerNode, Pods pods, int idleNodes, int days, Account account) {
        this(List.of(new Clusters(nodes, account)), podsPerNode, pods, idleNodes, days);
    }

    /** Clusters that run everything. */
    public Scale(List<Integer> nodes, int podsPerNode, int idleNodes, int days, Account account) {
        this(nodes, podsPerNode, Pods.ALL, idleNodes, days, account);
    }

    /** Clusters that run on no cloud. */
    public Scale(List<Integer> nodes, int podsPerNode, int idleNodes, int days) {
        this(nodes, podsPerNode, idleNodes, days, null);
    }

    /** Two small clusters with one idle node on an AWS account that others use too. */
    public static Scale onAws(int days) {
        return new Scale(List.of(AWS), DEMO_PODS, Pods.ALL, 1, days);
    }

    /** The same, and a smaller cluster each on an Azure subscription and on a GCP project. */
    public static Scale demo(int days) {
        Clusters azure = new Clusters(List.of(3), new Account(Infrastructure.AZURE, 10, 0));
        Clusters gcp = new Clusters(List.of(3), new Account(Infrastructure.GCP, 10, 0));
        return new Scale(List.of(AWS, azure, gcp), DEMO_PODS, Pods.ALL, 1, days);
    }

    /** One day of one cluster of 400 nodes with 104 pods each: 998,400 pod-hours. */
    public static Scale millionPodHours() {
        return new Scale(List.of(400), 104, 0, 1);
    }
}
