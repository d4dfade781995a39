package io.costflow.provider.openshift;

import io.costflow.day.ReportType;
import io.costflow.lineitem.GroupTable;
import io.costflow.provider.openshift.OpenShiftLineItems.Places;
import io.costflow.provider.openshift.OpenShiftLineItems.Volumes;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a cloud's bill is attributed by: the cluster's daily summary, and the names that matching looks for, which come from the day's line items themselves
 * (E.2 and E.3).
 *
 * @param rows the daily summary
 * @param resourceIds of all pods' machines, the empty one left out
 * @param volumes names and CSI handles of all volumes that have a name
 * @param nodes of all pods
 * @param namespaces of all pods
 */
public record ClusterUsage(List<ClusterRow> rows, Set<String> resourceIds, Set<VolumeName> volumes, Set<String> nodes, Set<String> namespaces) {

    /** A volume's name and CSI handle, which is null or empty where it has none. */
    public record VolumeName(String volume, String csiVolumeHandle) {}

    static ClusterUsage of(List<DayFile> files, List<UsageRow> summary) {
        ClusterUsage usage = new ClusterUsage(
                new ArrayList<>(), new LinkedHashSet<>(), new LinkedHashSet<>(), new LinkedHashSet<>(), new LinkedHashSet<>());
        summary.forEach(row -> usage.rows.add(ClusterRow.of(row)));
        for (DayFile file : files) {
            if (file.type() == ReportType.POD_USAGE_DAILY) {
                usage.addPlaces(file.lineItems().table(Places.TABLE));
            } else if (file.type() == ReportType.STORAGE_USAGE_DAILY) {
                usage.addVolumes(file.lineItems().table(Volumes.TABLE));
            }
        }
        return usage;
    }

    private void addPlaces(GroupTable places) {
        for (int group = 0; group < places.size(); group++) {
            String resourceId = places.text(Places.RESOURCE_ID, group);
            if (resourceId != null && !resourceId.isEmpty()) {
                resourceIds.add(resourceId);
            }
            addUnlessNull(nodes, places.text(Places.NODE, group));
            addUnlessNull(namespaces, places.text(Places.NAMESPACE, group));
        }
    }

    private void addVolumes(GroupTable table) {
        for (int group = 0; group < table.size(); group++) {
            String volume = table.text(Volumes.VOLUME, group);
            if (volume != null && !volume.isEmpty()) {
                volumes.add(new VolumeName(volume, table.text(Volumes.CSI_VOLUME_HANDLE, group)));
            }
        }
    }

    private static void addUnlessNull(Set<String> names, String name) {
        if (name != null) {
            names.add(name);
        }
    }

    /** The usage in bytes; {@link #decode} reads them. */
    public byte[] encode() {
        return ClusterUsageCodec.encode(this);
    }

    /** The usage that was encoded. */
    public static ClusterUsage decode(byte[] bytes) {
        return ClusterUsageCodec.decode(bytes);
    }
}
