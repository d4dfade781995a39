package io.costflow.bench;

import io.costflow.provider.cloud.TextIndex;
import java.util.Map;
import java.util.stream.IntStream;

/** The worst case of matching by substring: each of many ids of resources may have any of ten thousand names of nodes anywhere in it. */
final class MatchingWork implements Work {
    static final int NAMES = 10_000;

    /** One id of so many is of a node. */
    private static final int ONE_OF_NODES = 100;
    /** A one before five digits. */
    private static final int DIGITS = 100_000;

    @Override
    public Done run(Task task) {
        TextIndex names = new TextIndex(IntStream.range(0, NAMES).mapToObj(number -> "worker-node-%05d".formatted(number)).toList());
        long found = 0;
        for (int i = 0; i < task.times(); i++) {
            if (names.anyIn(id(i))) {
                found++;
            }
        }
        if (found != task.times() / ONE_OF_NODES) {
            throw new IllegalStateException("Names were found in " + found + " ids.");
        }
        return new Done(task.times(), 0, Map.of());
    }

    private static String id(int number) {
        String digits = String.valueOf(DIGITS + number % NAMES).substring(1);
        String name = number % ONE_OF_NODES == 0 ? "worker-node-" + digits : "worker-node-x" + digits + "-disk-" + number;
        return "projects/demo/zones/europe-west8-a/instances/" + name;
    }
}
