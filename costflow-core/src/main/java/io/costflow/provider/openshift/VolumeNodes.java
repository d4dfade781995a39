package io.costflow.provider.openshift;

import java.util.BitSet;
import java.util.List;

/**
 * The nodes that volumes were mounted on, by the pods that mounted them (D.1, VOL_NODE and VOL_SHARE). A claim's nodes are found without the volume's name, so
 * a claim that was bound to two volumes on one day finds each node twice. As in SQL, NULL names join nothing.
 */
final class VolumeNodes {

    /** Claims, pods and namespaces. */
    private final TupleIndex mounts = new TupleIndex(3);

    private final NumberLists placesByMount = new NumberLists();
    private final NumberLists nodesByVolume = new NumberLists();
    private final BitSet mountedVolumes = new BitSet();

    VolumeNodes(List<VolumeGroups> volumes, PodPlaces places) {
        TupleIndex mounted = new TupleIndex(3);
        TupleIndex counted = new TupleIndex(2);
        volumes.forEach(groups -> add(groups, places, mounted, counted));
    }

    private void add(VolumeGroups groups, PodPlaces places, TupleIndex mounted, TupleIndex counted) {
        for (int group = 0; group < groups.size(); group++) {
            int namespace = groups.namespaces()[group];
            int pod = groups.pods()[group];
            int volume = groups.volumes()[group];
            int mount = mounts.add(groups.claims()[group], pod, namespace);
            for (int place : places.of(namespace, pod)) {
                mountedVolumes.set(volume);
                if (mounted.addNew(mount, volume, place)) {
                    placesByMount.add(mount, place);
                }
                int node = places.node(place);
                if (node != Numbered.NULL && counted.addNew(volume, node)) {
                    nodesByVolume.add(volume, node);
                }
            }
        }
    }

    /** Where a claim was mounted by a pod, one place per row of the join; empty when no pod matches. */
    int[] of(int claim, int pod, int namespace) {
        return placesByMount.get(claim == Numbered.NULL ? TupleIndex.NONE : mounts.find(claim, pod, namespace));
    }

    /** On how many nodes a volume was mounted, or null when no pod matches. */
    Integer share(int volume) {
        return volume == Numbered.NULL || !mountedVolumes.get(volume) ? null : (Integer) nodesByVolume.get(volume).length;
    }
}
