package io.costflow.lineitem;

import java.io.Serializable;
import java.util.List;

/**
 * Groups line items that agree in all keys.
 *
 * @param name what the groups are, for messages
 * @param keys the columns to group by; without keys all line items of a day are one group
 * @param measures the aggregates of each group
 * @param tellingKeys text keys of which at least one must have contents: a line item in which all are NULL, empty or <code>{}</code> is dropped; without any,
 *     no line item is
 */
public record Grouping(String name, List<Key> keys, List<Measure> measures, List<String> tellingKeys) implements Serializable {

    public Grouping {
        keys = List.copyOf(keys);
        measures = List.copyOf(measures);
        tellingKeys = List.copyOf(tellingKeys);
    }

    /** Groups all line items. */
    public Grouping(String name, List<Key> keys, List<Measure> measures) {
        this(name, keys, measures, List.of());
    }

    /**
     * Whether the groups of this grouping have, first, all keys and all measures of another one's. There may be more groups: where this one has further keys, or
     * where the other drops line items.
     */
    public boolean covers(Grouping other) {
        return beginsWith(keys, other.keys) && beginsWith(measures, other.measures) && (tellingKeys.isEmpty() || tellingKeys.equals(other.tellingKeys));
    }

    private static <T> boolean beginsWith(List<T> all, List<T> first) {
        return all.size() >= first.size() && all.subList(0, first.size()).equals(first);
    }
}
