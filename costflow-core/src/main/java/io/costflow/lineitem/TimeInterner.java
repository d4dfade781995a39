package io.costflow.lineitem;

import java.util.Arrays;

/** Numbers the distinct instants of a key from 1 on; 0 is NULL. */
final class TimeInterner {

    private static final long MULTIPLIER = 0x9E37_79B9_7F4A_7C15L;

    private long[] times = new long[16];
    private int[] slots = new int[64];
    private int size;
    private long latest = TimeVector.NULL;
    private int latestNumber;

    /** The instant of a number; the number 0 gives {@link TimeVector#NULL}. */
    long time(int number) {
        return number == 0 ? TimeVector.NULL : times[number - 1];
    }

    /** The number of an instant. Neighbouring line items mostly agree in it. */
    int numberOf(long time) {
        if (time != latest) {
            latestNumber = time == TimeVector.NULL ? 0 : find(time);
            latest = time;
        }
        return latestNumber;
    }

    private int find(long time) {
        int slot = emptyOrEqual(time);
        if (slots[slot] == 0) {
            if (size == times.length) {
                times = Arrays.copyOf(times, 2 * size);
            }
            times[size] = time;
            size++;
            slots[slot] = size;
            if (2 * size > slots.length) {
                spread();
            }
            return size;
        }
        return slots[slot];
    }

    private void spread() {
        slots = new int[2 * slots.length];
        for (int place = 0; place < size; place++) {
            slots[emptyOrEqual(times[place])] = place + 1;
        }
    }

    private int emptyOrEqual(long time) {
        int mask = slots.length - 1;
        int slot = (int) (time * MULTIPLIER >>> 32) & mask;
        while (slots[slot] != 0 && times[slots[slot] - 1] != time) {
            slot = slot + 1 & mask;
        }
        return slot;
    }
}
