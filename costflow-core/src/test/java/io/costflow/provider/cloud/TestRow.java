package io.costflow.provider.cloud;

import io.costflow.provider.openshift.ClusterRow;

/**
 * A row of a cluster's daily summary in few words: {@code pod("web").node("node-1", "i-1").cpu(6, 24)} or {@code volume("web", "data",
 * "pv-1").disk("vol-1").gib(10)}.
 */
public final class TestRow {

    private final boolean storage;
    private final String namespace;
    private String node;
    private String resourceId;
    private String podLabels;
    private String volumeLabels;
    private String claim;
    private String volume;
    private String storageClass;
    private String csiVolumeHandle;
    private Integer costCategory;
    private Double gib;
    private Double cpu;
    private Double memory;
    private Double nodeCpu;
    private Double nodeMemory;

    private TestRow(boolean storage, String namespace) {
        this.storage = storage;
        this.namespace = namespace;
    }

    /** Pods of a namespace, which have no labels. */
    public static TestRow pod(String namespace) {
        return new TestRow(false, namespace).labels("{}");
    }

    /** What nobody used of a node: a pod row without labels, not even empty ones. */
    public static TestRow unallocated(String namespace) {
        return new TestRow(false, namespace).labels(null);
    }

    /** A volume of a storage class, without labels and without a CSI handle. */
    public static TestRow volume(String namespace, String claim, String volume) {
        TestRow row = new TestRow(true, namespace);
        row.claim = claim;
        row.volume = volume;
        row.storageClass = "gp3";
        row.volumeLabels = "{}";
        return row;
    }

    /** The node and the id of its machine. */
    public TestRow node(String name, String machine) {
        node = name;
        resourceId = machine;
        return this;
    }

    /** Labels of pods, or of a volume, as compact JSON. */
    public TestRow labels(String json) {
        if (storage) {
            volumeLabels = json;
        } else {
            podLabels = json;
        }
        return this;
    }

    /** The CSI handle of a volume. */
    public TestRow disk(String handle) {
        csiVolumeHandle = handle;
        return this;
    }

    public TestRow storageClass(String name) {
        storageClass = name;
        return this;
    }

    public TestRow gib(Number capacity) {
        gib = number(capacity);
        return this;
    }

    /** Effective usage and the node's capacity, in core-hours; null for NULL. */
    public TestRow cpu(Number used, Number capacity) {
        cpu = number(used);
        nodeCpu = number(capacity);
        return this;
    }

    /** Effective usage and the node's capacity, in GiB-hours; null for NULL. */
    public TestRow memory(Number used, Number capacity) {
        memory = number(used);
        nodeMemory = number(capacity);
        return this;
    }

    public TestRow category(Integer id) {
        costCategory = id;
        return this;
    }

    public ClusterRow row() {
        return new ClusterRow(
                storage, namespace, node, resourceId, podLabels, volumeLabels, claim, volume, storageClass, csiVolumeHandle, costCategory, gib, cpu, memory, nodeCpu, nodeMemory);
    }

    private static Double number(Number number) {
        return number == null ? null : (Double) number.doubleValue();
    }
}
