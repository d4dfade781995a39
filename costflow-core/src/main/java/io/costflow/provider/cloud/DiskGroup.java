package io.costflow.provider.cloud;

import io.costflow.day.CodePointOrder;
import io.costflow.provider.openshift.ClusterRow;
import java.util.List;

/** Volumes of a disk that agree in namespace and labels: the largest of everything else (E.5 i and ii). */
final class DiskGroup {

    final String namespace;
    final String podLabels;
    final String volumeLabels;
    String node;
    String claim;
    String volume;
    String storageClass;
    String machine;
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
        machine = CodePointOrder.larger(machine, row.resourceId());
        costCategory = Numbers.larger(costCategory, row.costCategory());
        capacity = Numbers.largerOf(capacity, row.claimCapacity());
    }

    /** All volumes of a disk, whatever their namespaces and labels. */
    static DiskGroup all(List<DiskGroup> groups) {
        DiskGroup all = new DiskGroup(Namespaces.STORAGE_UNATTRIBUTED, null, null);
        for (DiskGroup group : groups) {
            all.claim = CodePointOrder.larger(all.claim, group.claim);
            all.volume = CodePointOrder.larger(all.volume, group.volume);
            all.storageClass = CodePointOrder.larger(all.storageClass, group.storageClass);
        }
        return all;
    }

    /** Whether no claim is bound to the volumes. */
    boolean unclaimed() {
        return "".equals(claim);
    }
}
