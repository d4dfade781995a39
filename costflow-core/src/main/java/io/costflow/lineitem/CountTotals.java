package io.costflow.lineitem;

import java.util.Arrays;

/** How many rows every group has so far. */
final class CountTotals {

    private long[] counts = new long[0];

    /** The counts, with room for a number of groups. */
    long[] counts(int groupCount) {
        if (groupCount > counts.length) {
            counts = Arrays.copyOf(counts, Math.max(groupCount, 2 * counts.length));
        }
        return counts;
    }

    /**
     * Adds up counts.
     *
     * @param groups the group of every count
     * @param counted the counts, from a place on
     */
    void add(int[] groups, int rows, int groupCount, long[] counted, int from) {
        long[] all = counts(groupCount);
        for (int row = 0; row < rows; row++) {
            all[groups[row]] += counted[from + row];
        }
    }

    /** @param groups the group of every row, negative when it is not wanted */
    void add(int[] groups, int rows, int groupCount) {
        long[] all = counts(groupCount);
        for (int row = 0; row < rows; row++) {
            if (groups[row] >= 0) {
                all[groups[row]]++;
            }
        }
    }
}
