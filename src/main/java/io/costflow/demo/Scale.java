package io.costflow.demo;

import java.util.List;

/**
 * How much data there is.
 *
 * @param nodes the number of nodes of each cluster
 * @param podsPerNode how many pods a node runs
 * @param idleNodes how many workers of the first cluster run nothing but what every node runs
 * @param days how many days
 */
public record Scale(List<Integer> nodes, int podsPerNode, int idleNodes, int days) {

    /** Two small clusters with one idle node. */
    public static Scale demo(int days) {
        return new Scale(List.of(6, 4), 12, 1, days);
    }

    /** One day of one cluster of 400 nodes with 104 pods each: 998,400 pod-hours. */
    public static Scale millionPodHours() {
        return new Scale(List.of(400), 104, 0, 1);
    }
}
