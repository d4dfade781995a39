package io.costflow.inventory;

import io.costflow.day.LakeFile;
import io.costflow.lineitem.CombinedDay;
import io.costflow.provider.Report;
import io.costflow.provider.openshift.ClusterObjects;
import io.costflow.provider.openshift.ClusterObjects.Machine;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** What is known of the objects of a cluster in a month: of the files that are there, and of those that were. */
final class ClusterMonth {

    private final ClusterObjects objects = new ClusterObjects();
    private final SortedMap<Long, Set<Machine>> machines = new TreeMap<>();
    private final Set<LakeFile> files = new HashSet<>();

    boolean knows(LakeFile file) {
        return files.contains(file);
    }

    /** Takes in a file, by day. */
    void add(LakeFile file, Report report, Map<Long, CombinedDay> days) {
        files.add(file);
        days.forEach((day, lineItems) -> {
            objects.add(report, lineItems.table(0));
            Set<Machine> found = ClusterObjects.machines(report, lineItems.table(0));
            if (!found.isEmpty()) {
                machines.computeIfAbsent(day, first -> new TreeSet<>()).addAll(found);
            }
        });
    }

    /** Grows with every file that is taken in. */
    int version() {
        return files.size();
    }

    ClusterObjects objects() {
        return objects;
    }

    /** The machines that were nodes on each day. */
    SortedMap<Long, Set<Machine>> machines() {
        return machines;
    }
}
