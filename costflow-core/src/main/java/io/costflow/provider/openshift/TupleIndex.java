package io.costflow.provider.openshift;

import java.util.Arrays;

/** Numbers the distinct tuples of numbers from 0 on, in the order in which they are met. */
final class TupleIndex {

    /** The number of a tuple that was not met. */
    static final int NONE = -1;

    private final int width;
    /** The tuples, one after the other. */
    private int[] tuples;
    /** The number of a tuple + 1, or 0, at the place that its hash says or the next one that was free. */
    private int[] slots = new int[1024];

    private int size;

    /** @param width how many numbers a tuple has */
    TupleIndex(int width) {
        this.width = width;
        this.tuples = new int[256 * width];
    }

    /** How many distinct tuples were met. */
    int size() {
        return size;
    }

    /** A number of a tuple. */
    int get(int tuple, int place) {
        return tuples[tuple * width + place];
    }

    /** The number of a tuple, or {@link #NONE}. */
    int find(int... tuple) {
        return slots[slot(tuple)] - 1;
    }

    /** The number of a tuple, which is met from now on. */
    int add(int... tuple) {
        int slot = slot(tuple);
        if (slots[slot] != 0) {
            return slots[slot] - 1;
        }
        int at = Math.multiplyExact(size, width);
        if (at == tuples.length) {
            tuples = Arrays.copyOf(tuples, 2 * tuples.length);
        }
        for (int place = 0; place < width; place++) {
            tuples[at + place] = tuple[place];
        }
        slots[slot] = ++size;
        if (2 * size > slots.length) {
            spread();
        }
        return size - 1;
    }

    /** Adds a tuple, and tells whether it was not met before. */
    boolean addNew(int... tuple) {
        int before = size;
        return add(tuple) == before;
    }

    /** Where a tuple is, or where it would be added. */
    private int slot(int[] tuple) {
        int mask = slots.length - 1;
        int slot = hash(tuple, 0) & mask;
        while (slots[slot] != 0 && !isEqual(slots[slot] - 1, tuple)) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private boolean isEqual(int number, int[] tuple) {
        int at = number * width;
        for (int place = 0; place < width; place++) {
            if (tuples[at + place] != tuple[place]) {
                return false;
            }
        }
        return true;
    }

    private void spread() {
        slots = new int[2 * slots.length];
        int mask = slots.length - 1;
        for (int number = 0; number < size; number++) {
            int slot = hash(tuples, number * width) & mask;
            while (slots[slot] != 0) {
                slot = slot + 1 & mask;
            }
            slots[slot] = number + 1;
        }
    }

    private int hash(int[] numbers, int from) {
        int hash = 0;
        for (int place = from; place < from + width; place++) {
            hash = (hash ^ numbers[place]) * 0x9E37_79B1;
            hash ^= hash >>> 15;
        }
        return hash;
    }
}
