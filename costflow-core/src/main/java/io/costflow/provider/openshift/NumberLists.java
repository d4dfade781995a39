package io.costflow.provider.openshift;

import java.util.Arrays;

/** Short lists of numbers, found by a number. */
final class NumberLists {

    private static final int[] EMPTY = {};

    private int[][] lists = new int[64][];

    /** Appends to a list, which is empty at first. */
    void add(int list, int number) {
        if (list >= lists.length) {
            lists = Arrays.copyOf(lists, Math.max(list + 1, 2 * lists.length));
        }
        int[] before = get(list);
        int[] after = Arrays.copyOf(before, before.length + 1);
        after[before.length] = number;
        lists[list] = after;
    }

    /** The numbers of a list. */
    int[] get(int list) {
        return list < 0 || list >= lists.length || lists[list] == null ? EMPTY : lists[list];
    }
}
