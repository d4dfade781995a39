package io.costflow.provider.cloud;

import io.costflow.provider.openshift.ClusterRow;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A cluster's machines and volumes, found in the resource ids of a bill. What is found for an id is kept, since many line items share one. An id that is null
 * is nothing's.
 */
final class ClusterResources {

    private record DirectKey(String namespace, boolean storage, String podLabels, String volumeLabels) {}

    private record DiskKey(String namespace, String podLabels, String volumeLabels) {}

    private final ClusterNames names;
    private final boolean volumesApart;
    private final Map<String, Boolean> matched = new HashMap<>();
    private final Map<String, List<ClusterRow>> onDisk = new HashMap<>();
    private final Map<String, List<DirectGroup>> directGroups = new HashMap<>();
    private final Map<String, List<DiskGroup>> diskGroups = new HashMap<>();
    private final Map<String, Set<String>> networkNodes = new HashMap<>();

    /** @param volumesApart whether volumes have groups of their own, apart from pods, where a line item is no disk */
    ClusterResources(ClusterNames names, boolean volumesApart) {
        this.names = names;
        this.volumesApart = volumesApart;
    }

    /** Whether a line item belongs to the cluster by its resource. */
    boolean matches(CloudLineItem item) {
        return item.resourceName() != null && matched.computeIfAbsent(item.resourceName(), names::matches);
    }

    /** The rows whose volume lies on the disk. */
    List<ClusterRow> onDisk(String resourceId) {
        return resourceId == null ? List.of() : onDisk.computeIfAbsent(resourceId, names::onDisk);
    }

    /** The volumes on a disk by namespace and labels, without unattributed storage. */
    List<DiskGroup> diskGroups(String resourceId) {
        return diskGroups.computeIfAbsent(resourceId, id -> {
            Map<DiskKey, DiskGroup> groups = new LinkedHashMap<>();
            for (ClusterRow row : onDisk(id)) {
                if (row.volume() != null && row.namespace() != null && !row.namespace().equals(Namespaces.STORAGE_UNATTRIBUTED)) {
                    groups.computeIfAbsent(
                                    new DiskKey(row.namespace(), row.podLabels(), row.volumeLabels()),
                                    key -> new DiskGroup(key.namespace(), key.podLabels(), key.volumeLabels()))
                            .add(row);
                }
            }
            return List.copyOf(groups.values());
        });
    }

    /** What ran on a machine, or the volumes of a name, by namespace and labels. */
    List<DirectGroup> directGroups(String resourceId) {
        return resourceId == null ? List.of() : directGroups.computeIfAbsent(resourceId, id -> {
            Map<DirectKey, DirectGroup> groups = new LinkedHashMap<>();
            for (ClusterRow row : names.direct(id)) {
                boolean storage = volumesApart && row.storage();
                groups.computeIfAbsent(
                                new DirectKey(row.namespace(), storage, row.podLabels(), volumesApart ? row.volumeLabels() : null),
                                key -> new DirectGroup(key.namespace(), key.storage(), key.podLabels(), key.volumeLabels()))
                        .add(row);
            }
            return List.copyOf(groups.values());
        });
    }

    /** The nodes whose pods ran on a machine; null among them for NULL. */
    Set<String> networkNodes(String resourceId) {
        return resourceId == null ? Set.of() : networkNodes.computeIfAbsent(resourceId, id -> {
            Set<String> nodes = new LinkedHashSet<>();
            names.ofNetwork(id).forEach(row -> nodes.add(row.node()));
            return nodes;
        });
    }
}
