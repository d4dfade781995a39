package io.costflow.bench;

import io.costflow.testbed.Infrastructure;
import io.costflow.testbed.Scale;
import java.util.List;

/** How much data is measured. */
enum BenchScale {
    /** Next to nothing: to see whether the benchmark itself works. */
    TINY("tiny", new Scale(List.of(4), 10, 0, 1), new OnCloud(4, 60, 3), new Fleet(3, 4), Effort.LITTLE),
    /** A million pod-hours: one day of a cluster of 400 nodes with 104 pods each. On a cloud, the first ten days of the month. */
    MILLION("1m", Scale.millionPodHours(), new OnCloud(1000, 16_600, 10), new Fleet(20, 30), Effort.FULL),
    /** Ten such days. On a cloud, a month of ten million line items. */
    TEN_MILLIONS("10m", new Scale(List.of(400), 104, 0, 10), new OnCloud(1000, 61_000, 31), new Fleet(60, 60), Effort.FULL),
    /** A month of 10,000 pods. On a cloud, a month of three million line items by the day, with some 100,000 of 20,000 tag sets on each of them. */
    MONTH("month", new Scale(List.of(96), 104, 0, 31), new OnCloud(1000, 16_600, 31), new Fleet(200, 60), Effort.FULL);

    /**
     * How many sources with how many days each are followed.
     *
     * @param sources small clusters
     * @param days days of each
     */
    record Fleet(int sources, int days) {}

    /**
     * How much there is where OpenShift on a cloud is measured.
     *
     * @param nodes nodes of the cluster
     * @param buckets buckets with tags of their own
     * @param days days of both
     */
    record OnCloud(int nodes, int buckets, int days) {}

    /**
     * How often is done what takes long whatever the data.
     *
     * @param ids in how many ids of resources the names of ten thousand nodes are looked for
     * @param warming how often all questions are asked after the first time and before it counts: Java still compiles what runs again and again
     * @param times how often each is asked in a row: the system counts CPU in hundredths of a second, which is as long as some answers take
     * @param statements how many statements that insert a summary are sent in each run
     * @param looks for how many polls nothing changes
     */
    record Effort(int ids, int warming, int times, int statements, int looks) {
        static final Effort LITTLE = new Effort(100_000, 0, 1, 1, 2);
        static final Effort FULL = new Effort(1_000_000, 2, 3, 5, 5);
    }

    private static final int DISKS_PER_NODE = 2;
    private static final int RESOURCES_BY_THE_HOUR = 20;

    private final String text;
    private final Scale scale;
    private final OnCloud onCloud;
    private final Fleet fleet;
    private final Effort effort;

    BenchScale(String text, Scale scale, OnCloud onCloud, Fleet fleet, Effort effort) {
        this.text = text;
        this.scale = scale;
        this.onCloud = onCloud;
        this.fleet = fleet;
        this.effort = effort;
    }

    /** How much there is where OpenShift alone is measured. */
    Scale scale() {
        return scale;
    }

    /** How much there is where OpenShift on a cloud is measured: a cluster with two pods on each node, which have a disk each, and an account that has more. */
    Scale scaleOn(Infrastructure cloud) {
        Scale.Account account = new Scale.Account(cloud, RESOURCES_BY_THE_HOUR, onCloud.buckets);
        return new Scale(List.of(onCloud.nodes), DISKS_PER_NODE, Scale.Pods.DATABASES, 0, onCloud.days, account);
    }

    /** What is followed where changes are measured. */
    Fleet fleet() {
        return fleet;
    }

    /** How often is done what takes long whatever the data. */
    Effort effort() {
        return effort;
    }

    /** The name that users call it by. */
    @Override
    public String toString() {
        return text;
    }
}
