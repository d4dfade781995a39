package io.costflow.openshift;

import io.costflow.day.CodePointOrder;
import io.costflow.lineitem.GroupTable;
import io.costflow.openshift.OpenShiftLineItems.Pods;
import io.costflow.openshift.UsageRow.Capacity;
import io.costflow.openshift.UsageRow.Consumption;
import io.costflow.openshift.UsageRow.Kind;
import io.costflow.openshift.UsageRow.Volume;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The pod rows of a day (D.2): usage by namespace, node and merged labels. The pod's name is not part of the key. */
final class PodSummary {

    private static final int NUMBERS = Pods.RESOURCE_ID;

    private record Group(String namespace, String node, LabelSet labels) {}

    private static final class Totals {
        private final Amounts amounts = new Amounts(NUMBERS);
        private String resourceId;
    }

    private final OwnedLabels nodeLabels;
    private final OwnedLabels namespaceLabels;
    private final LabelTexts texts;
    private final CostCategories categories;
    private final NodeCapacities capacities;
    private final LabelMerges merges = new LabelMerges();
    private final Map<Group, Totals> groups = new LinkedHashMap<>();

    PodSummary(OwnedLabels nodeLabels, OwnedLabels namespaceLabels, LabelTexts texts, CostCategories categories, NodeCapacities capacities) {
        this.nodeLabels = nodeLabels;
        this.namespaceLabels = namespaceLabels;
        this.texts = texts;
        this.categories = categories;
        this.capacities = capacities;
    }

    List<UsageRow> rows(List<GroupTable> pods) {
        pods.forEach(this::add);
        return groups.entrySet().stream().map(entry -> row(entry.getKey(), entry.getValue())).toList();
    }

    private void add(GroupTable table) {
        for (int group = 0; group < table.size(); group++) {
            String node = table.text(Pods.NODE, group);
            if (node == null || node.isEmpty()) {
                continue;
            }
            String namespace = table.text(Pods.NAMESPACE, group);
            LabelSet podLabels = texts.labels(table.text(Pods.LABELS, group));
            int times = categories.times(namespace);
            for (LabelSet ofNode : nodeLabels.of(node)) {
                for (LabelSet ofNamespace : namespaceLabels.of(namespace)) {
                    LabelSet merged = podLabels == null ? null : merges.merge(ofNode, ofNamespace, podLabels);
                    Totals totals = groups.computeIfAbsent(new Group(namespace, node, merged), key -> new Totals());
                    totals.amounts.combine(table, group, Pods.SUMS, NUMBERS, times);
                    totals.resourceId = CodePointOrder.larger(
                            totals.resourceId, table.isNull(Pods.RESOURCE_ID, group) ? null : table.maxText(Pods.RESOURCE_ID, group));
                }
            }
        }
    }

    private UsageRow row(Group group, Totals totals) {
        Amounts amounts = totals.amounts;
        NodeCapacities.Total node = capacities.node(group.node());
        return new UsageRow(
                Kind.POD,
                categories.largest(group.namespace()),
                group.namespace(),
                group.node(),
                totals.resourceId,
                group.labels(),
                new Consumption(
                        Quantity.hours(amounts.get(Pods.CPU_USAGE)),
                        Quantity.hours(amounts.get(Pods.CPU_REQUEST)),
                        Quantity.hours(amounts.get(Pods.CPU_EFFECTIVE)),
                        Quantity.hours(amounts.get(Pods.CPU_LIMIT))),
                new Consumption(
                        Quantity.gibibyteHours(amounts.get(Pods.MEMORY_USAGE)),
                        Quantity.gibibyteHours(amounts.get(Pods.MEMORY_REQUEST)),
                        Quantity.gibibyteHours(amounts.get(Pods.MEMORY_EFFECTIVE)),
                        Quantity.gibibyteHours(amounts.get(Pods.MEMORY_LIMIT))),
                new Capacity(
                        amounts.get(Pods.NODE_CPU_CORES),
                        Quantity.hours(node.cpuCoreSeconds()),
                        Quantity.gibibytes(amounts.get(Pods.NODE_MEMORY_BYTES)),
                        Quantity.gibibyteHours(node.memoryByteSeconds()),
                        Quantity.hours(capacities.cluster().cpuCoreSeconds()),
                        Quantity.gibibyteHours(capacities.cluster().memoryByteSeconds())),
                Volume.NONE);
    }
}
