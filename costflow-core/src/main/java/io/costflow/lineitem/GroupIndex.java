package io.costflow.lineitem;

import java.util.Arrays;

/** Numbers the distinct combinations of key values in the order in which they are met. Key values are numbers themselves. */
final class GroupIndex {

    /** The group of a row that is not wanted. */
    static final int NONE = -1;

    private final int width;
    private final int[] hashes = new int[ColumnVector.ROWS];
    private final int[] likely = new int[ColumnVector.ROWS];
    /** The key values of the groups, one group after the other. */
    private int[] keys;
    /** Hash of the group above, its number + 1 below; 0 when empty. */
    private long[] slots = new long[1024];

    private int size;

    GroupIndex(int width) {
        this.width = width;
        this.keys = new int[64 * width];
    }

    /** How many groups there are. */
    int size() {
        return size;
    }

    /** A key value of a group. */
    int key(int group, int column) {
        return keys[group * width + column];
    }

    /**
     * Finds the group of every row.
     *
     * @param columns the key values by column and row; a row whose first key is negative is not wanted
     * @param rows how many rows there are
     * @param groups is filled with the groups, {@link #NONE} for rows that are not wanted
     */
    void find(int[][] columns, int rows, int[] groups) {
        hash(columns, rows);
        findLikely(columns, rows);
        int[] first = columns[0];
        for (int row = 0; row < rows; row++) {
            groups[row] = first[row] < 0 ? NONE : likely[row] >= 0 ? likely[row] : find(columns, row);
        }
    }

    /**
     * Looks only at the first place where each row's group can be, for all rows at once: memory answers many such questions at a time, but one after the other
     * when each depends on the one before. Nearly all rows are found so.
     */
    private void findLikely(int[][] columns, int rows) {
        int mask = slots.length - 1;
        for (int row = 0; row < rows; row++) {
            long entry = slots[hashes[row] & mask];
            likely[row] = (int) (entry >>> Integer.SIZE) == hashes[row] ? (int) entry - 1 : NONE;
        }
        for (int column = 0; column < width; column++) {
            int[] values = columns[column];
            for (int row = 0; row < rows; row++) {
                int group = likely[row];
                likely[row] = keys[Math.max(group, 0) * width + column] == values[row] ? group : NONE;
            }
        }
    }

    private int find(int[][] columns, int row) {
        int hash = hashes[row];
        int mask = slots.length - 1;
        int slot = hash & mask;
        for (long entry = slots[slot]; entry != 0; entry = slots[slot]) {
            int group = (int) entry - 1;
            if ((int) (entry >>> Integer.SIZE) == hash && isEqual(group, columns, row)) {
                return group;
            }
            slot = slot + 1 & mask;
        }
        return add(columns, row, hash, slot);
    }

    private boolean isEqual(int group, int[][] columns, int row) {
        int at = group * width;
        for (int column = 0; column < width; column++) {
            if (keys[at + column] != columns[column][row]) {
                return false;
            }
        }
        return true;
    }

    private int add(int[][] columns, int row, int hash, int slot) {
        int at = Math.multiplyExact(size, width);
        if (at == keys.length) {
            keys = Arrays.copyOf(keys, 2 * keys.length);
        }
        for (int column = 0; column < width; column++) {
            keys[at + column] = columns[column][row];
        }
        slots[slot] = (long) hash << Integer.SIZE | size + 1;
        size++;
        if (2 * size > slots.length) {
            spread();
        }
        return size - 1;
    }

    private void spread() {
        long[] entries = slots;
        slots = new long[2 * entries.length];
        int mask = slots.length - 1;
        for (long entry : entries) {
            if (entry != 0) {
                int slot = (int) (entry >>> Integer.SIZE) & mask;
                while (slots[slot] != 0) {
                    slot = slot + 1 & mask;
                }
                slots[slot] = entry;
            }
        }
    }

    /** Column by column, so that the loops become vector instructions. */
    private void hash(int[][] columns, int rows) {
        Arrays.fill(hashes, 0, rows, 0);
        for (int[] column : columns) {
            for (int row = 0; row < rows; row++) {
                int hash = (hashes[row] ^ column[row]) * 0x9E37_79B1;
                hashes[row] = hash ^ hash >>> 15;
            }
        }
    }
}
