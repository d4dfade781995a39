package io.costflow.provider.openshift;

import io.costflow.lineitem.GroupTable;
import io.costflow.provider.openshift.OpenShiftLineItems.Places;
import java.util.List;

/**
 * Where the pods that volumes name ran; the others need not be looked at. A pod may have moved, and a node may have become another machine, so a pod has any
 * number of places. As in SQL, NULL names join nothing.
 */
final class PodPlaces {

    /** The place of what ran nowhere: neither node nor machine. */
    static final int NOWHERE = 0;

    /** Namespaces and pods. */
    private final TupleIndex pods = new TupleIndex(2);
    /** Nodes and the machines that they ran on. */
    private final TupleIndex places = new TupleIndex(2);

    private final NumberLists placesByPod = new NumberLists();

    PodPlaces(DayNumbers numbers, List<VolumeGroups> volumes, List<GroupTable> tables) {
        places.add(Numbered.NULL, Numbered.NULL);
        volumes.forEach(this::addPods);
        TupleIndex known = new TupleIndex(2);
        tables.forEach(table -> addPlaces(numbers, table, known));
    }

    private void addPods(VolumeGroups groups) {
        for (int group = 0; group < groups.size(); group++) {
            int namespace = groups.namespaces()[group];
            int pod = groups.pods()[group];
            if (namespace != Numbered.NULL && pod != Numbered.NULL) {
                pods.add(namespace, pod);
            }
        }
    }

    private void addPlaces(DayNumbers numbers, GroupTable table, TupleIndex known) {
        int[] namespaces = numbers.names(table, Places.NAMESPACE);
        int[] names = numbers.names(table, Places.POD);
        int[] nodes = numbers.names(table, Places.NODE);
        int[] resourceIds = numbers.names(table, Places.RESOURCE_ID);
        for (int group = 0; group < table.size(); group++) {
            int pod = pods.find(namespaces[group], names[group]);
            if (pod != TupleIndex.NONE) {
                int place = places.add(nodes[group], resourceIds[group]);
                if (known.addNew(pod, place)) {
                    placesByPod.add(pod, place);
                }
            }
        }
    }

    /** The places of a pod. */
    int[] of(int namespace, int pod) {
        return placesByPod.get(pods.find(namespace, pod));
    }

    /** The node of a place. */
    int node(int place) {
        return places.get(place, 0);
    }

    /** The machine that the node of a place ran on. */
    int resourceId(int place) {
        return places.get(place, 1);
    }
}
