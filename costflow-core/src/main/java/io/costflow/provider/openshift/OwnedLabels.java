package io.costflow.provider.openshift;

import io.costflow.lineitem.GroupTable;
import io.costflow.provider.openshift.OpenShiftLineItems.Labels;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The labels of nodes, or of namespaces: every distinct set that survives the enabled keys. Several sets multiply what is joined with them (D.2, hazard a);
 * texts that differ only in keys that are not enabled are one set, and NULL is a set of its own, joined as the empty one.
 */
final class OwnedLabels {

    private static final List<LabelSet> NONE = List.of(LabelSet.EMPTY);

    private final Map<String, List<LabelSet>> byOwner = new HashMap<>();
    private final Map<String, List<String>> textsByOwner = new HashMap<>();

    OwnedLabels(List<GroupTable> tables, LabelTexts texts) {
        Map<String, Set<LabelSet>> distinct = new HashMap<>();
        for (GroupTable table : tables) {
            for (int group = 0; group < table.size(); group++) {
                String owner = table.text(Labels.OWNER, group);
                String text = table.text(Labels.LABELS, group);
                distinct.computeIfAbsent(owner, o -> new LinkedHashSet<>()).add(texts.labels(text));
                textsByOwner.computeIfAbsent(owner, o -> new ArrayList<>()).add(text);
            }
        }
        distinct.forEach((owner, sets) -> byOwner.put(owner, sets.stream().map(set -> set == null ? LabelSet.EMPTY : set).toList()));
    }

    /** The sets that a left join finds for an owner: the empty one where it has none, or where the owner is NULL. */
    List<LabelSet> of(String owner) {
        return owner == null ? NONE : byOwner.getOrDefault(owner, NONE);
    }

    /** The raw texts of an owner, NULL texts included; empty when the owner has no line item at all. */
    List<String> texts(String owner) {
        return owner == null ? List.of() : textsByOwner.getOrDefault(owner, List.of());
    }
}
