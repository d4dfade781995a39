package io.costflow.provider.cloud;

import io.costflow.day.CodePointOrder;
import io.costflow.provider.openshift.ClusterRow;

/** Rows of a machine that agree in namespace and pod labels (E.5 iii): storage rows take part, though they have no usage. */
final class NodeGroup {

    final String namespace;
    final String podLabels;
    String node;
    Integer costCategory;
    private double effectiveCpu = Numbers.NULL;
    private double effectiveMemory = Numbers.NULL;
    private double nodeCpu = Numbers.NULL;
    private double nodeMemory = Numbers.NULL;

    NodeGroup(String namespace, String podLabels) {
        this.namespace = namespace;
        this.podLabels = podLabels;
    }

    void add(ClusterRow row) {
        node = CodePointOrder.larger(node, row.node());
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
