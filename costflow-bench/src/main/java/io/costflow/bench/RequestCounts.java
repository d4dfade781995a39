package io.costflow.bench;

import io.costflow.testbed.RequestListener;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Counts the requests that an object store answers, by kind. */
final class RequestCounts implements RequestListener {
    private final Map<Kind, Integer> requests = new EnumMap<>(Kind.class);
    private final Set<String> objects = new HashSet<>();

    @Override
    public synchronized void answered(Kind kind, String key) {
        requests.merge(kind, 1, Integer::sum);
        if (kind != Kind.LIST) {
            objects.add(key);
        }
    }

    /** Starts counting from zero. */
    synchronized void forget() {
        requests.clear();
        objects.clear();
    }

    /** Requests of a kind, since it began to count. */
    synchronized int of(Kind kind) {
        return requests.getOrDefault(kind, 0);
    }

    /** How many objects were asked for, since it began to count. */
    synchronized int objects() {
        return objects.size();
    }
}
