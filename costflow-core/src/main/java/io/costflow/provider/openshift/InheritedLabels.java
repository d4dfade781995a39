package io.costflow.provider.openshift;

import java.util.ArrayList;
import java.util.List;

/** The labels that pods and volumes have from their nodes and namespaces. */
final class InheritedLabels {

    private final DayNumbers numbers;
    private final OwnedLabels ofNodes;
    private final OwnedLabels ofNamespaces;
    private final TupleIndex places = new TupleIndex(2);
    private final List<int[]> sets = new ArrayList<>();

    InheritedLabels(DayNumbers numbers, OwnedLabels ofNodes, OwnedLabels ofNamespaces) {
        this.numbers = numbers;
        this.ofNodes = ofNodes;
        this.ofNamespaces = ofNamespaces;
    }

    /** The sets of a node and a namespace, one for each row that joining both makes (D.2, hazard a): the node's, overridden by the namespace's. */
    int[] of(int node, int namespace) {
        int place = places.add(node, namespace);
        if (place == sets.size()) {
            sets.add(merge(ofNodes.of(numbers.name(node)), ofNamespaces.of(numbers.name(namespace))));
        }
        return sets.get(place);
    }

    private int[] merge(List<LabelSet> labels, List<LabelSet> stronger) {
        int[] merged = new int[labels.size() * stronger.size()];
        int next = 0;
        for (LabelSet set : labels) {
            for (LabelSet other : stronger) {
                merged[next++] = numbers.merge(numbers.number(set), numbers.number(other));
            }
        }
        return merged;
    }
}
