package io.costflow.provider.cloud;

import io.costflow.day.SourceDay;
import io.costflow.provider.openshift.ClusterDay;
import java.util.HashMap;
import java.util.Map;

/**
 * How many days of clusters a subtask holds in its state, and how large they are: of those that it has come across since its start, since Flink does not show
 * all of them to a function. Every day of the window is planned anew at a start, so soon that is all. Written by the subtask, read by whoever reports metrics.
 */
final class HeldClusterDays {

    private record Key(SourceDay cloudDay, String cluster) {}

    private final Map<Key, Integer> sizes = new HashMap<>();
    private volatile long days;
    private volatile long bytes;

    /** The day is held. */
    void put(ClusterDay day) {
        int size = day.body() == null ? 0 : day.body().length;
        Integer before = sizes.put(new Key(day.cloudDay(), day.cluster()), size);
        bytes += size - (before == null ? 0 : before);
        days = sizes.size();
    }

    /** The day is not held any more. */
    void remove(SourceDay cloudDay, String cluster) {
        Integer before = sizes.remove(new Key(cloudDay, cluster));
        bytes -= before == null ? 0 : before;
        days = sizes.size();
    }

    long days() {
        return days;
    }

    /** The encoded bodies. */
    long bytes() {
        return bytes;
    }
}
