package io.costflow.provider.cloud;

import java.util.Arrays;

/** The edges of an automaton: from a state, by a character, to another state. Numbers alone, since a day has hundreds of thousands of them. */
final class EdgeMap {
    static final int NONE = -1;

    private static final long SPREAD = 0x9E3779B97F4A7C15L;
    private static final long FREE = -1;
    private static final int SMALLEST = 64;

    private long[] edges = new long[SMALLEST];
    private int[] targets = new int[SMALLEST];
    private int size;

    EdgeMap() {
        Arrays.fill(edges, FREE);
    }

    /** Where an edge leads to, or {@link #NONE}. */
    int target(int state, char character) {
        long edge = edge(state, character);
        int place = place(edge);
        return edges[place] == edge ? targets[place] : NONE;
    }

    /** Adds an edge that is not there yet. */
    void add(int state, char character, int target) {
        // At most half of the places are taken, so that searches are short and end.
        if (2 * ++size > edges.length) {
            grow();
        }
        put(edge(state, character), target);
    }

    private void grow() {
        long[] fewerEdges = edges;
        int[] fewerTargets = targets;
        edges = new long[2 * fewerEdges.length];
        targets = new int[edges.length];
        Arrays.fill(edges, FREE);
        for (int i = 0; i < fewerEdges.length; i++) {
            if (fewerEdges[i] != FREE) {
                put(fewerEdges[i], fewerTargets[i]);
            }
        }
    }

    private void put(long edge, int target) {
        int place = place(edge);
        edges[place] = edge;
        targets[place] = target;
    }

    /** The place of an edge, or the free place that it would have. */
    private int place(long edge) {
        int place = (int) (edge * SPREAD >>> 32) & edges.length - 1;
        while (edges[place] != FREE && edges[place] != edge) {
            place = place + 1 & edges.length - 1;
        }
        return place;
    }

    private static long edge(int state, char character) {
        return (long) state << Character.SIZE | character;
    }
}
