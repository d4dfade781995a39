package io.costflow.provider.cloud;

import io.costflow.day.CodePointOrder;
import io.costflow.provider.cloud.CloudLineItem.Resource;
import io.costflow.provider.openshift.ClusterRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
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
    private final Set<String> matched = new HashSet<>();
    private final Map<Resource, List<ClusterRow>> onDisk = new HashMap<>();
    private final Map<String, List<DirectGroup>> directGroups = new HashMap<>();
    private final Map<Resource, List<DiskGroup>> diskGroups = new HashMap<>();
    private final Map<String, List<NetworkNode>> networkNodes = new HashMap<>();

    /**
     * A node whose pods ran on a machine.
     *
     * @param node its name; null for NULL
     * @param machine the largest id of its machine
     */
    record NetworkNode(String node, String machine) {}

    /**
     * @param items all of the bill: a line item belongs to the cluster if one of the same name does
     * @param volumesApart whether volumes have groups of their own, apart from pods, where a line item is no disk
     */
    ClusterResources(ClusterNames names, List<CloudLineItem> items, boolean volumesApart) {
        this.names = names;
        this.volumesApart = volumesApart;
        Set<Resource> seen = new HashSet<>();
        for (CloudLineItem item : items) {
            if (item.resourceName() != null && seen.add(item.resource()) && names.matches(item.resource())) {
                matched.add(item.resourceName());
            }
        }
    }

    /** Whether a line item belongs to the cluster by its resource. */
    boolean matches(CloudLineItem item) {
        return item.resourceName() != null && matched.contains(item.resourceName());
    }

    /** The rows whose volume lies on the disk. */
    List<ClusterRow> onDisk(Resource resource) {
        return resource.disk() == null ? List.of() : onDisk.computeIfAbsent(resource, names::onDisk);
    }

    /** The volumes on a disk by namespace and labels, without unattributed storage. */
    List<DiskGroup> diskGroups(Resource resource) {
        return diskGroups.computeIfAbsent(resource, disk -> {
            Map<DiskKey, DiskGroup> groups = new LinkedHashMap<>();
            for (ClusterRow row : onDisk(disk)) {
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

    /** The nodes whose pods ran on a machine. */
    List<NetworkNode> networkNodes(String resourceId) {
        return resourceId == null ? List.of() : networkNodes.computeIfAbsent(resourceId, id -> {
            Map<String, String> machines = new LinkedHashMap<>();
            for (ClusterRow row : names.ofNetwork(id)) {
                machines.put(row.node(), CodePointOrder.larger(machines.get(row.node()), row.resourceId()));
            }
            List<NetworkNode> nodes = new ArrayList<>();
            machines.forEach((node, machine) -> nodes.add(new NetworkNode(node, machine)));
            return nodes;
        });
    }
}
