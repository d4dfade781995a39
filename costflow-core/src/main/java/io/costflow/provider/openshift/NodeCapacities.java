package io.costflow.provider.openshift;

import io.costflow.lineitem.GroupTable;
import io.costflow.provider.openshift.OpenShiftLineItems.Capacities;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What each node had on the day: the largest value of every interval, summed over the intervals (D.1, NODE_CAP); and the cluster, all nodes together
 * (CLUSTER_CAP).
 */
final class NodeCapacities {

    /** CPU in core-seconds and memory in byte-seconds; null when no interval had a value. */
    record Total(Double cpuCoreSeconds, Double memoryByteSeconds) {
        static final Total NONE = new Total(null, null);

        Total plus(Total other) {
            return new Total(Quantity.sum(cpuCoreSeconds, other.cpuCoreSeconds), Quantity.sum(memoryByteSeconds, other.memoryByteSeconds));
        }

        Total larger(Total other) {
            return new Total(Quantity.larger(cpuCoreSeconds, other.cpuCoreSeconds), Quantity.larger(memoryByteSeconds, other.memoryByteSeconds));
        }
    }

    private final Map<String, Total> byNode = new HashMap<>();
    private final Total cluster;

    /** Adds up in the order of nodes and intervals, so that it does not matter how line items were spread over files. */
    NodeCapacities(List<GroupTable> tables) {
        Map<String, TreeMap<Long, Total>> intervals = new TreeMap<>(Comparator.nullsFirst(Comparator.naturalOrder()));
        for (GroupTable table : tables) {
            for (int group = 0; group < table.size(); group++) {
                Total total = new Total(number(table, Capacities.CPU_CORE_SECONDS, group), number(table, Capacities.MEMORY_BYTE_SECONDS, group));
                intervals
                        .computeIfAbsent(table.text(Capacities.NODE, group), node -> new TreeMap<>())
                        .merge(table.time(Capacities.INTERVAL, group), total, Total::larger);
            }
        }
        Total all = Total.NONE;
        for (Map.Entry<String, TreeMap<Long, Total>> node : intervals.entrySet()) {
            Total total = node.getValue().values().stream().reduce(Total.NONE, Total::plus);
            byNode.put(node.getKey(), total);
            all = all.plus(total);
        }
        cluster = all;
    }

    /** The node's capacity; of a node without hourly line items, NULL. */
    Total node(String node) {
        return byNode.getOrDefault(node, Total.NONE);
    }

    /** All nodes together, the one without a name included. */
    Total cluster() {
        return cluster;
    }

    private static Double number(GroupTable table, int measure, int group) {
        return table.isNull(measure, group) ? null : (Double) table.number(measure, group);
    }
}
