package io.costflow.correlation;

import io.costflow.day.CodePointOrder;
import io.costflow.openshift.ClusterRow;

/** Volumes of a disk that agree in namespace and labels: the largest of everything else (E.5 i and ii). */
final class DiskGroup {

    final String namespace;
    final String podLabels;
    final String volumeLabels;
    String node;
    String claim;
    String volume;
    String storageClass;
    Integer costCategory;
    double capacity = Double.NaN;

    DiskGroup(String namespace, String podLabels, String volumeLabels) {
        this.namespace = namespace;
        this.podLabels = podLabels;
        this.volumeLabels = volumeLabels;
    }

    void add(ClusterRow row) {
        node = CodePointOrder.larger(node, row.node());
        claim = CodePointOrder.larger(claim, row.claim());
        volume = CodePointOrder.larger(volume, row.volume());
        storageClass = CodePointOrder.larger(storageClass, row.storageClass());
        costCategory = Numbers.larger(costCategory, row.costCategory());
        capacity = Numbers.largerOf(capacity, row.claimCapacity());
    }

    /** Whether no claim is bound to the volumes. */
    boolean unclaimed() {
        return "".equals(claim);
    }
}
