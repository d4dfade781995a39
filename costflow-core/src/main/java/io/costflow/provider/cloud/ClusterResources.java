package io.costflow.provider.cloud;

import io.costflow.provider.openshift.ClusterRow;
import io.costflow.provider.openshift.ClusterUsage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A cluster's machines and volumes, found in the resource ids of a bill. The first step matches by suffix, later joins by substring (E.3, E.5). What is found
 * for a resource id is kept, since many line items share one.
 */
final class ClusterResources {

    private record MachineKey(String namespace, String podLabels) {}

    private record DiskKey(String namespace, String podLabels, String volumeLabels) {}

    private final TextIndex matchable;
    private final TextIndex machines;
    private final TextIndex handles;
    private final Map<String, List<ClusterRow>> rowsByMachine = new HashMap<>();
    private final Map<String, List<ClusterRow>> rowsByHandle = new HashMap<>();
    private final Map<String, Boolean> matched = new HashMap<>();
    private final Map<String, List<ClusterRow>> onDisk = new HashMap<>();
    private final Map<String, List<NodeGroup>> nodeGroups = new HashMap<>();
    private final Map<String, List<DiskGroup>> diskGroups = new HashMap<>();
    private final Map<String, Set<String>> networkNodes = new HashMap<>();

    ClusterResources(ClusterUsage usage) {
        Set<String> names = new HashSet<>(usage.resourceIds());
        usage.volumes().forEach(volume -> {
            names.add(volume.volume());
            if (volume.csiVolumeHandle() != null) {
                names.add(volume.csiVolumeHandle());
            }
        });
        matchable = new TextIndex(names);
        for (ClusterRow row : usage.rows()) {
            addUnlessEmpty(rowsByMachine, row.resourceId(), row);
            addUnlessEmpty(rowsByHandle, row.csiVolumeHandle(), row);
        }
        machines = new TextIndex(rowsByMachine.keySet());
        handles = new TextIndex(rowsByHandle.keySet());
    }

    private static void addUnlessEmpty(Map<String, List<ClusterRow>> rows, String name, ClusterRow row) {
        if (name != null && !name.isEmpty()) {
            rows.computeIfAbsent(name, n -> new ArrayList<>()).add(row);
        }
    }

    /** Whether a resource id ends with the id of a machine, the name of a volume or its CSI handle. */
    boolean matches(String resourceId) {
        return resourceId != null && matched.computeIfAbsent(resourceId, matchable::anyEnds);
    }

    /** The rows whose volume lies on the disk: its CSI handle is part of the resource id. */
    List<ClusterRow> onDisk(String resourceId) {
        return resourceId == null ? List.of() : onDisk.computeIfAbsent(resourceId, id -> rows(handles.foundIn(id), rowsByHandle));
    }

    /** The volumes on a disk that a namespace or nobody is charged for, by namespace and labels. */
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

    /** What ran on a machine, by namespace and pod labels. */
    List<NodeGroup> nodeGroups(String resourceId) {
        return nodeGroups.computeIfAbsent(resourceId, id -> {
            Map<MachineKey, NodeGroup> groups = new LinkedHashMap<>();
            for (ClusterRow row : rows(machines.foundIn(id), rowsByMachine)) {
                groups.computeIfAbsent(new MachineKey(row.namespace(), row.podLabels()), key -> new NodeGroup(key.namespace(), key.podLabels()))
                        .add(row);
            }
            return List.copyOf(groups.values());
        });
    }

    /** The nodes whose pods ran on a machine; null among them for NULL. */
    Set<String> networkNodes(String resourceId) {
        return networkNodes.computeIfAbsent(resourceId, id -> {
            Set<String> nodes = new LinkedHashSet<>();
            for (ClusterRow row : rows(machines.foundIn(id), rowsByMachine)) {
                if (!row.storage()) {
                    nodes.add(row.node());
                }
            }
            return nodes;
        });
    }

    private static List<ClusterRow> rows(Collection<String> names, Map<String, List<ClusterRow>> byName) {
        List<ClusterRow> rows = new ArrayList<>();
        names.forEach(name -> rows.addAll(byName.get(name)));
        return rows;
    }
}
