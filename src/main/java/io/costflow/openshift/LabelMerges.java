package io.costflow.openshift;

import java.util.HashMap;
import java.util.Map;

/** Merges label sets, the same two only once: a day has thousands of pods, but few sets. */
final class LabelMerges {

    private record Pair(LabelSet labels, LabelSet stronger) {}

    private final Map<Pair, LabelSet> merged = new HashMap<>();

    /** The labels, each overridden by those that follow, as {@link LabelSet#overriddenBy} says. */
    LabelSet merge(LabelSet labels, LabelSet... stronger) {
        LabelSet result = labels;
        for (LabelSet next : stronger) {
            result = merged.computeIfAbsent(new Pair(result, next), pair -> pair.labels.overriddenBy(pair.stronger));
        }
        return result;
    }
}
