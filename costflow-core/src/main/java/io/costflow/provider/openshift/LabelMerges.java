package io.costflow.provider.openshift;

import java.util.Arrays;

/** Merges label sets, the same two only once: a day has thousands of pods, but few sets. */
final class LabelMerges {

    private final Numbered<LabelSet> sets;
    private final TupleIndex pairs = new TupleIndex(2);
    private int[] merged = new int[64];

    /** @param sets the sets by their numbers; those that come of merging are added */
    LabelMerges(Numbered<LabelSet> sets) {
        this.sets = sets;
    }

    /** The number of the labels overridden by stronger ones, as {@link LabelSet#overriddenBy} says. */
    int merge(int labels, int stronger) {
        int known = pairs.size();
        int pair = pairs.add(labels, stronger);
        if (pair == known) {
            if (pair == merged.length) {
                merged = Arrays.copyOf(merged, 2 * merged.length);
            }
            merged[pair] = sets.number(sets.value(labels).overriddenBy(sets.value(stronger)));
        }
        return merged[pair];
    }
}
