package io.costflow.provider.openshift;

import io.costflow.day.CodePointOrder;
import io.costflow.lineitem.GroupTable;
import io.costflow.provider.openshift.OpenShiftLineItems.Pods;
import io.costflow.provider.openshift.UsageRow.Capacity;
import io.costflow.provider.openshift.UsageRow.Consumption;
import io.costflow.provider.openshift.UsageRow.Kind;
import io.costflow.provider.openshift.UsageRow.Volume;
import java.util.ArrayList;
import java.util.List;

/** The pod rows of a day (D.2): usage by namespace, node and merged labels. The pod's name is not part of the key. */
final class PodSummary {

    private static final int NUMBERS = Pods.RESOURCE_ID;

    private static final class Totals {
        private final Amounts amounts = new Amounts(NUMBERS);
        private String resourceId;
    }

    private final DayNumbers numbers;
    private final InheritedLabels inherited;
    private final CostCategories categories;
    private final NodeCapacities capacities;
    /** Namespace, node and merged labels. */
    private final TupleIndex groups = new TupleIndex(3);
    private final List<Totals> totals = new ArrayList<>();

    PodSummary(DayNumbers numbers, InheritedLabels inherited, CostCategories categories, NodeCapacities capacities) {
        this.numbers = numbers;
        this.inherited = inherited;
        this.categories = categories;
        this.capacities = capacities;
    }

    List<UsageRow> rows(List<GroupTable> pods) {
        pods.forEach(this::add);
        List<UsageRow> rows = new ArrayList<>(groups.size());
        for (int group = 0; group < groups.size(); group++) {
            rows.add(row(
                    numbers.name(groups.get(group, 0)), numbers.name(groups.get(group, 1)), numbers.labelSet(groups.get(group, 2)), totals.get(group)));
        }
        return rows;
    }

    private void add(GroupTable table) {
        int[] namespaces = numbers.names(table, Pods.NAMESPACE);
        int[] nodes = numbers.names(table, Pods.NODE);
        int[] labels = numbers.labels(table, Pods.LABELS);
        int empty = numbers.number("");
        for (int row = 0; row < table.size(); row++) {
            if (nodes[row] == Numbered.NULL || nodes[row] == empty) {
                continue;
            }
            int times = categories.times(numbers.name(namespaces[row]));
            String resourceId = table.isNull(Pods.RESOURCE_ID, row) ? null : table.maxText(Pods.RESOURCE_ID, row);
            for (int ofPlace : inherited.of(nodes[row], namespaces[row])) {
                int merged = labels[row] == Numbered.NULL ? Numbered.NULL : numbers.merge(ofPlace, labels[row]);
                Totals group = totals(groups.add(namespaces[row], nodes[row], merged));
                group.amounts.combine(table, row, Pods.SUMS, NUMBERS, times);
                group.resourceId = CodePointOrder.larger(group.resourceId, resourceId);
            }
        }
    }

    private Totals totals(int group) {
        if (group == totals.size()) {
            totals.add(new Totals());
        }
        return totals.get(group);
    }

    private UsageRow row(String namespace, String nodeName, LabelSet labels, Totals group) {
        Amounts amounts = group.amounts;
        NodeCapacities.Total node = capacities.node(nodeName);
        return new UsageRow(
                Kind.POD,
                categories.largest(namespace),
                namespace,
                nodeName,
                group.resourceId,
                labels,
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
