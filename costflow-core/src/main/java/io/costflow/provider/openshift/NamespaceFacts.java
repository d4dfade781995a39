package io.costflow.provider.openshift;

import io.costflow.lineitem.GroupTable;
import io.costflow.provider.openshift.OpenShiftLineItems.Labels;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The facts about the labels of a day's namespaces. */
final class NamespaceFacts {

    private NamespaceFacts() {}

    /** Every set of labels that a namespace had, whatever tag keys are enabled; a set is one in whatever order its labels were written. */
    static Collection<Facts.NamespaceLabels> labels(LocalDate day, List<GroupTable> tables) {
        LabelTexts texts = new LabelTexts(key -> true);
        Set<Facts.NamespaceLabels> facts = new LinkedHashSet<>();
        for (GroupTable table : tables) {
            for (int group = 0; group < table.size(); group++) {
                LabelSet labels = texts.labels(table.text(Labels.LABELS, group));
                if (table.text(Labels.OWNER, group) != null && labels != null) {
                    facts.add(new Facts.NamespaceLabels(day, table.text(Labels.OWNER, group), labels));
                }
            }
        }
        return facts;
    }
}
