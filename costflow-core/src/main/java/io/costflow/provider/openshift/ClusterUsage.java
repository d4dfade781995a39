package io.costflow.provider.openshift;

import io.costflow.lineitem.GroupTable;
import io.costflow.provider.DayContents;
import io.costflow.provider.openshift.OpenShiftLineItems.Places;
import io.costflow.provider.openshift.OpenShiftLineItems.Volumes;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a cloud's bill is attributed by: the cluster's daily summary, and the names that matching looks for, which come from the day's line items themselves
 * (E.2 and E.3).
 *
 * @param reportPeriod the id of the cluster's report period
 * @param rows the daily summary
 * @param resourceIds of all pods' machines, the empty one left out
 * @param volumes names and CSI handles of all volumes
 * @param nodes of all pods
 * @param namespaces of all pods
 */
public record ClusterUsage(
        int reportPeriod, List<ClusterRow> rows, Set<String> resourceIds, Set<VolumeName> volumes, Set<String> nodes, Set<String> namespaces) {

    /** A volume's name and CSI handle, each null or empty where it has none. */
    public record VolumeName(String volume, String csiVolumeHandle) {

        /** Whether it has a name. */
        public boolean isNamed() {
            return has(volume);
        }
    }

    /** The names and CSI handles of all volumes. */
    public Set<String> volumeNames() {
        return volumeNames(volume -> true);
    }

    /** The names and CSI handles of the volumes that have a name. */
    public Set<String> namesOfNamedVolumes() {
        return volumeNames(VolumeName::isNamed);
    }

    private Set<String> volumeNames(Predicate<VolumeName> wanted) {
        Set<String> names = new LinkedHashSet<>();
        volumes.stream().filter(wanted).forEach(volume -> {
            addUnlessNull(names, volume.volume());
            addUnlessNull(names, volume.csiVolumeHandle());
        });
        return names;
    }

    /** The CSI handles of all volumes that have one. */
    public Set<String> volumeHandles() {
        Set<String> handles = new LinkedHashSet<>();
        volumes.forEach(volume -> addUnlessNull(handles, volume.csiVolumeHandle()));
        return handles;
    }

    static ClusterUsage of(DayContents day, int reportPeriod, List<UsageRow> summary) {
        ClusterUsage usage = new ClusterUsage(
                reportPeriod, new ArrayList<>(), new LinkedHashSet<>(), new LinkedHashSet<>(), new LinkedHashSet<>(), new LinkedHashSet<>());
        summary.forEach(row -> usage.rows.add(ClusterRow.of(row)));
        day.tables(OpenShift.POD_USAGE_DAILY, Places.GROUPING).forEach(usage::addPlaces);
        day.tables(OpenShift.STORAGE_USAGE_DAILY, Volumes.GROUPING).forEach(usage::addVolumes);
        return usage;
    }

    private void addPlaces(GroupTable places) {
        for (int group = 0; group < places.size(); group++) {
            String resourceId = places.text(Places.RESOURCE_ID, group);
            if (has(resourceId)) {
                resourceIds.add(resourceId);
            }
            addUnlessNull(nodes, places.text(Places.NODE, group));
            addUnlessNull(namespaces, places.text(Places.NAMESPACE, group));
        }
    }

    private void addVolumes(GroupTable table) {
        for (int group = 0; group < table.size(); group++) {
            volumes.add(new VolumeName(table.text(Volumes.VOLUME, group), table.text(Volumes.CSI_VOLUME_HANDLE, group)));
        }
    }

    private static boolean has(String name) {
        return name != null && !name.isEmpty();
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
