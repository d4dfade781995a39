package io.costflow.lineitem;

import io.costflow.lineitem.parquet.ColumnBatch;
import java.util.Arrays;

/** Assigns a group to each distinct combination of key ids, in order of first appearance. */
final class GroupByHash {

    /** The group of a row that is not wanted. */
    static final int NONE = -1;

    private final int width;
    private final int[] hashes = new int[ColumnBatch.ROWS];
    private final int[] likely = new int[ColumnBatch.ROWS];
    /** The key ids of the groups, group after group. */
    private int[] keys;
    /** The hash in the upper half, the group + 1 in the lower half; 0 when empty. */
    private long[] slots = new long[1024];

    private int size;

    GroupByHash(int width) {
        this.width = width;
        this.keys = new int[64 * width];
    }

    /** Returns the number of groups. */
    int size() {
        return size;
    }

    /** Returns a key id of a group. */
    int key(int group, int column) {
        return keys[group * width + column];
    }

    /**
     * Finds the group of every row.
     *
     * @param columns the key ids by column and row; a row whose first id is negative is not wanted
     * @param rows the number of rows
     * @param groups receives the groups, {@link #NONE} for rows that are not wanted
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
     * Probes only the first slot of each row, for all rows at once: the probes are independent, so their cache misses overlap. Nearly all rows are found so.
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
            grow();
        }
        return size - 1;
    }

    private void grow() {
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

    /** Hashes column by column, so that the JIT vectorises the loops. */
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
