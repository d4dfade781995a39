package io.costflow.openshift;

import io.costflow.lineitem.GroupTable;
import io.costflow.openshift.OpenShiftLineItems.Places;
import io.costflow.openshift.OpenShiftLineItems.Volumes;
import java.util.BitSet;
import java.util.List;

/**
 * The nodes that volumes were mounted on, by the pods that mounted them (D.1, VOL_NODE and VOL_SHARE). A claim's nodes are found without the volume's name, so
 * a claim that was bound to two volumes on one day finds each node twice. As in SQL, NULL names join nothing.
 */
final class VolumeNodes {

    /** The place of a volume that no pod mounts: neither node nor machine. */
    static final int NOWHERE = 0;

    /** Nodes and the machines that they ran on. */
    private final TupleIndex places = new TupleIndex(2);
    /** Claims, pods and namespaces. */
    private final TupleIndex mounts = new TupleIndex(3);

    private final NumberLists placesByMount = new NumberLists();
    private final NumberLists nodesByVolume = new NumberLists();
    private final BitSet mountedVolumes = new BitSet();

    VolumeNodes(DayNumbers numbers, List<GroupTable> volumes, List<GroupTable> pods) {
        places.add(Numbered.NULL, Numbered.NULL);
        TupleIndex mounting = new TupleIndex(2);
        volumes.forEach(table -> addPods(numbers, table, mounting));
        NumberLists placesByPod = new NumberLists();
        TupleIndex known = new TupleIndex(2);
        pods.forEach(table -> addPlaces(numbers, table, mounting, known, placesByPod));
        TupleIndex mounted = new TupleIndex(3);
        TupleIndex counted = new TupleIndex(2);
        volumes.forEach(table -> addVolumes(numbers, table, mounting, placesByPod, mounted, counted));
    }

    /** The pods that volumes name: the others need not be looked at. */
    private static void addPods(DayNumbers numbers, GroupTable table, TupleIndex mounting) {
        int[] namespaces = numbers.names(table, Volumes.NAMESPACE);
        int[] pods = numbers.names(table, Volumes.POD);
        for (int row = 0; row < table.size(); row++) {
            if (namespaces[row] != Numbered.NULL && pods[row] != Numbered.NULL) {
                mounting.add(namespaces[row], pods[row]);
            }
        }
    }

    private void addPlaces(DayNumbers numbers, GroupTable table, TupleIndex mounting, TupleIndex known, NumberLists placesByPod) {
        int[] namespaces = numbers.names(table, Places.NAMESPACE);
        int[] pods = numbers.names(table, Places.POD);
        int[] nodes = numbers.names(table, Places.NODE);
        int[] resourceIds = numbers.names(table, Places.RESOURCE_ID);
        for (int row = 0; row < table.size(); row++) {
            int pod = mounting.find(namespaces[row], pods[row]);
            if (pod != TupleIndex.NONE) {
                int place = places.add(nodes[row], resourceIds[row]);
                if (isNew(known, pod, place)) {
                    placesByPod.add(pod, place);
                }
            }
        }
    }

    private void addVolumes(
            DayNumbers numbers, GroupTable table, TupleIndex mounting, NumberLists placesByPod, TupleIndex mounted, TupleIndex counted) {
        int[] namespaces = numbers.names(table, Volumes.NAMESPACE);
        int[] pods = numbers.names(table, Volumes.POD);
        int[] claims = numbers.names(table, Volumes.CLAIM);
        int[] volumes = numbers.names(table, Volumes.VOLUME);
        for (int row = 0; row < table.size(); row++) {
            int volume = volumes[row];
            int mount = mounts.add(claims[row], pods[row], namespaces[row]);
            for (int place : placesByPod.get(mounting.find(namespaces[row], pods[row]))) {
                if (isNew(mounted, mount, volume, place)) {
                    placesByMount.add(mount, place);
                }
                mountedVolumes.set(volume);
                int node = node(place);
                if (node != Numbered.NULL && isNew(counted, volume, node)) {
                    nodesByVolume.add(volume, node);
                }
            }
        }
    }

    private static boolean isNew(TupleIndex index, int... tuple) {
        int size = index.size();
        return index.add(tuple) == size;
    }

    /** Where a claim was mounted by a pod, one place per row of the join; empty when no pod matches. */
    int[] of(int claim, int pod, int namespace) {
        return placesByMount.get(claim == Numbered.NULL ? TupleIndex.NONE : mounts.find(claim, pod, namespace));
    }

    /** The node of a place. */
    int node(int place) {
        return places.get(place, 0);
    }

    /** The machine that the node of a place ran on. */
    int resourceId(int place) {
        return places.get(place, 1);
    }

    /** On how many nodes a volume was mounted, or null when no pod matches. */
    Integer share(int volume) {
        return volume == Numbered.NULL || !mountedVolumes.get(volume) ? null : (Integer) nodesByVolume.get(volume).length;
    }
}
