package io.costflow.lineitem;

import io.costflow.lineitem.parquet.TimeVector;
import java.util.Arrays;

/** Assigns ids to the distinct instants or numbers of a key, from 1 on; 0 is NULL. */
final class LongInterner {

    /** Stands for NULL, as in the vectors of instants. */
    static final long NULL = TimeVector.NULL;

    private static final long MULTIPLIER = 0x9E37_79B9_7F4A_7C15L;

    private long[] values = new long[16];
    private int[] slots = new int[64];
    private int size;
    private long latest = NULL;
    private int latestId;

    /** Returns the value of an id, {@link #NULL} for 0. */
    long value(int id) {
        return id == 0 ? NULL : values[id - 1];
    }

    /** Returns the values of ids. */
    long[] values(int[] ids) {
        long[] found = new long[ids.length];
        for (int at = 0; at < found.length; at++) {
            found[at] = value(ids[at]);
        }
        return found;
    }

    /** Returns the id of a value, and adds the value when it is new. */
    int intern(long value) {
        // neighbouring line items mostly have the same instant
        if (value != latest) {
            latestId = value == NULL ? 0 : find(value);
            latest = value;
        }
        return latestId;
    }

    private int find(long value) {
        int slot = emptyOrEqualSlot(value);
        if (slots[slot] == 0) {
            if (size == values.length) {
                values = Arrays.copyOf(values, 2 * size);
            }
            values[size] = value;
            size++;
            slots[slot] = size;
            if (2 * size > slots.length) {
                grow();
            }
            return size;
        }
        return slots[slot];
    }

    private void grow() {
        slots = new int[2 * slots.length];
        for (int place = 0; place < size; place++) {
            slots[emptyOrEqualSlot(values[place])] = place + 1;
        }
    }

    private int emptyOrEqualSlot(long value) {
        int mask = slots.length - 1;
        int slot = (int) (value * MULTIPLIER >>> 32) & mask;
        while (slots[slot] != 0 && values[slots[slot] - 1] != value) {
            slot = slot + 1 & mask;
        }
        return slot;
    }
}
