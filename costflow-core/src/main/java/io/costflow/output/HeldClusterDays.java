package io.costflow.output;

import io.costflow.day.SourceDay;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts the days of clusters that a subtask holds in its state, and their size. Flink does not expose keyed state across keys, so it counts the days touched
 * since the start: every day of the window is planned at a start, and after that the count is complete. Written by the subtask, read by metric reporters.
 */
final class HeldClusterDays {

    private record Key(SourceDay cloudDay, String cluster) {}

    private final Map<Key, Integer> sizes = new HashMap<>();
    private volatile long days;
    private volatile long bytes;

    /** The day is held. */
    void put(ClusterDay day) {
        int size = day.facts() == null ? 0 : day.facts().length;
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
