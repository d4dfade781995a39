package io.costflow.provider.openshift;

import io.costflow.lineitem.GroupTable;
import io.costflow.provider.openshift.OpenShiftLineItems.Volumes;

/** The groups of a file of volumes: per group the numbers of its names and label sets. */
record VolumeGroups(
        GroupTable table,
        int[] namespaces,
        int[] pods,
        int[] claims,
        int[] volumes,
        int[] storageClasses,
        int[] csiVolumeHandles,
        int[] volumeLabels,
        int[] claimLabels) {

    static VolumeGroups of(DayNumbers numbers, GroupTable table) {
        return new VolumeGroups(
                table,
                numbers.names(table, Volumes.NAMESPACE),
                numbers.names(table, Volumes.POD),
                numbers.names(table, Volumes.CLAIM),
                numbers.names(table, Volumes.VOLUME),
                numbers.names(table, Volumes.STORAGE_CLASS),
                numbers.names(table, Volumes.CSI_VOLUME_HANDLE),
                numbers.labels(table, Volumes.VOLUME_LABELS),
                numbers.labels(table, Volumes.CLAIM_LABELS));
    }

    /** How many groups there are. */
    int size() {
        return table.size();
    }
}
