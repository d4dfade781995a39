package io.costflow.lineitem;

import io.costflow.lineitem.parquet.TimeVector;
import java.util.Arrays;

/** Assigns ids to the distinct instants of a key, from 1 on; 0 is NULL. */
final class TimeInterner {

    private static final long MULTIPLIER = 0x9E37_79B9_7F4A_7C15L;

    private long[] times = new long[16];
    private int[] slots = new int[64];
    private int size;
    private long latest = TimeVector.NULL;
    private int latestId;

    /** Returns the instant of an id, {@link TimeVector#NULL} for 0. */
    long time(int id) {
        return id == 0 ? TimeVector.NULL : times[id - 1];
    }

    /** Returns the id of an instant, and adds the instant when it is new. */
    int intern(long time) {
        // neighbouring line items mostly have the same instant
        if (time != latest) {
            latestId = time == TimeVector.NULL ? 0 : find(time);
            latest = time;
        }
        return latestId;
    }

    private int find(long time) {
        int slot = emptyOrEqualSlot(time);
        if (slots[slot] == 0) {
            if (size == times.length) {
                times = Arrays.copyOf(times, 2 * size);
            }
            times[size] = time;
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
            slots[emptyOrEqualSlot(times[place])] = place + 1;
        }
    }

    private int emptyOrEqualSlot(long time) {
        int mask = slots.length - 1;
        int slot = (int) (time * MULTIPLIER >>> 32) & mask;
        while (slots[slot] != 0 && times[slots[slot] - 1] != time) {
            slot = slot + 1 & mask;
        }
        return slot;
    }
}
