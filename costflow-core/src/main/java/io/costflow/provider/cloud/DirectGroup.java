package io.costflow.provider.cloud;

import io.costflow.day.CodePointOrder;
import io.costflow.provider.openshift.ClusterRow;

/** Rows of a machine, or of a volume that is no disk of a known capacity, that agree in namespace and labels (E.5 iii). */
final class DirectGroup {

    final String namespace;
    /** Whether these are rows of volumes, where such rows have groups of their own; else of pods, though storage rows may take part, which have no usage. */
    final boolean storage;
    final String podLabels;
    final String volumeLabels;
    String node;
    String claim;
    String volume;
    String storageClass;
    String machine;
    Integer costCategory;
    private double effectiveCpu = Numbers.NULL;
    private double effectiveMemory = Numbers.NULL;
    private double nodeCpu = Numbers.NULL;
    private double nodeMemory = Numbers.NULL;

    DirectGroup(String namespace, boolean storage, String podLabels, String volumeLabels) {
        this.namespace = namespace;
        this.storage = storage;
        this.podLabels = podLabels;
        this.volumeLabels = volumeLabels;
    }

    void add(ClusterRow row) {
        node = CodePointOrder.larger(node, row.node());
        if (storage) {
            claim = CodePointOrder.larger(claim, row.claim());
            volume = CodePointOrder.larger(volume, row.volume());
            storageClass = CodePointOrder.larger(storageClass, row.storageClass());
        }
        machine = CodePointOrder.larger(machine, row.resourceId());
        costCategory = Numbers.larger(costCategory, row.costCategory());
        effectiveCpu = Numbers.sumOf(effectiveCpu, row.effectiveCpu());
        effectiveMemory = Numbers.sumOf(effectiveMemory, row.effectiveMemory());
        nodeCpu = Numbers.largerOf(nodeCpu, row.nodeCpu());
        nodeMemory = Numbers.largerOf(nodeMemory, row.nodeMemory());
    }

    /** The share of the machine that the group used (E.6): effective usage over capacity; NULL when the machine has no capacity. */
    double share(boolean byMemory) {
        double used = byMemory ? effectiveMemory : effectiveCpu;
        double capacity = byMemory ? nodeMemory : nodeCpu;
        return capacity == 0 ? Numbers.NULL : used / capacity;
    }
}
