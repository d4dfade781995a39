package io.costflow.openshift;

import io.costflow.lineitem.GroupTable;
import io.costflow.openshift.OpenShiftLineItems.Places;
import io.costflow.openshift.OpenShiftLineItems.Volumes;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The nodes that volumes were mounted on, by the pods that mounted them (D.1, VOL_NODE and VOL_SHARE). A claim's nodes are found without the volume's name, so
 * a claim that was bound to two volumes on one day finds each node twice. As in SQL, NULL names join nothing.
 */
final class VolumeNodes {

    /** A node and the machine that it ran on. */
    record Place(String node, String resourceId) {}

    private record Pod(String namespace, String name) {}

    private record Mount(String claim, String pod, String namespace) {}

    private record MountedVolume(String volume, Place place) {}

    private final Map<Mount, List<Place>> places = new HashMap<>();
    private final Map<String, Set<String>> nodesByVolume = new HashMap<>();

    VolumeNodes(List<GroupTable> volumes, List<GroupTable> pods) {
        Map<Pod, Set<Place>> placesByPod = placesByPod(pods);
        Map<Mount, Set<MountedVolume>> mounts = new LinkedHashMap<>();
        for (GroupTable table : volumes) {
            for (int group = 0; group < table.size(); group++) {
                String namespace = table.text(Volumes.NAMESPACE, group);
                String pod = table.text(Volumes.POD, group);
                String volume = table.text(Volumes.VOLUME, group);
                Mount mount = new Mount(table.text(Volumes.CLAIM, group), pod, namespace);
                for (Place place : placesByPod.getOrDefault(new Pod(namespace, pod), Set.of())) {
                    mounts.computeIfAbsent(mount, m -> new LinkedHashSet<>()).add(new MountedVolume(volume, place));
                    Set<String> nodes = nodesByVolume.computeIfAbsent(volume, v -> new HashSet<>());
                    if (place.node() != null) {
                        nodes.add(place.node());
                    }
                }
            }
        }
        mounts.forEach((mount, mounted) -> places.put(mount, mounted.stream().map(MountedVolume::place).toList()));
    }

    private static Map<Pod, Set<Place>> placesByPod(List<GroupTable> pods) {
        Map<Pod, Set<Place>> places = new HashMap<>();
        for (GroupTable table : pods) {
            for (int group = 0; group < table.size(); group++) {
                Pod pod = new Pod(table.text(Places.NAMESPACE, group), table.text(Places.POD, group));
                if (pod.namespace() != null && pod.name() != null) {
                    places.computeIfAbsent(pod, p -> new LinkedHashSet<>())
                            .add(new Place(table.text(Places.NODE, group), table.text(Places.RESOURCE_ID, group)));
                }
            }
        }
        return places;
    }

    /** Where a claim was mounted by a pod, one entry per row of the join; empty when no pod matches. */
    List<Place> of(String claim, String pod, String namespace) {
        return claim == null ? List.of() : places.getOrDefault(new Mount(claim, pod, namespace), List.of());
    }

    /** On how many nodes a volume was mounted, or null when no pod matches. */
    Integer share(String volume) {
        Set<String> nodes = volume == null ? null : nodesByVolume.get(volume);
        return nodes == null ? null : (Integer) nodes.size();
    }
}
