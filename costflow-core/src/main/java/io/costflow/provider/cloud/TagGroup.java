package io.costflow.provider.cloud;

import io.costflow.day.CodePointOrder;
import io.costflow.provider.openshift.ClusterRow;

/** Rows that a tag points to and that agree in namespace and data source: the largest of everything else (E.5 iv), where the empty text is none. */
final class TagGroup {

    final String namespace;
    final boolean storage;
    String node;
    String claim;
    String volume;
    String storageClass;
    String podLabels;
    String volumeLabels;
    String machine;
    Integer costCategory;

    TagGroup(String namespace, boolean storage) {
        this.namespace = namespace;
        this.storage = storage;
    }

    void add(ClusterRow row) {
        node = CodePointOrder.larger(node, row.node());
        claim = CodePointOrder.larger(claim, nullIfEmpty(row.claim()));
        volume = CodePointOrder.larger(volume, nullIfEmpty(row.volume()));
        storageClass = CodePointOrder.larger(storageClass, nullIfEmpty(row.storageClass()));
        podLabels = CodePointOrder.larger(podLabels, row.podLabels());
        volumeLabels = CodePointOrder.larger(volumeLabels, row.volumeLabels());
        machine = CodePointOrder.larger(machine, row.resourceId());
        costCategory = Numbers.larger(costCategory, row.costCategory());
    }

    private static String nullIfEmpty(String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}
