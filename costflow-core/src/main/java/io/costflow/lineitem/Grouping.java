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
 * @param tellingText what the contents of one of the telling keys must contain; null for any contents
 */
public record Grouping(String name, List<Key> keys, List<Measure> measures, List<String> tellingKeys, String tellingText) implements Serializable {

    public Grouping {
        keys = List.copyOf(keys);
        measures = List.copyOf(measures);
        tellingKeys = List.copyOf(tellingKeys);
    }

    /** Groups line items with contents in some keys. */
    public Grouping(String name, List<Key> keys, List<Measure> measures, List<String> tellingKeys) {
        this(name, keys, measures, tellingKeys, null);
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
        return beginsWith(keys, other.keys) && beginsWith(measures, other.measures)
                && (tellingKeys.isEmpty() || tellingKeys.equals(other.tellingKeys) && (tellingText == null || tellingText.equals(other.tellingText)));
    }

    private static <T> boolean beginsWith(List<T> all, List<T> first) {
        return all.size() >= first.size() && all.subList(0, first.size()).equals(first);
    }

    /** Says what the version of a layout depends on: a grouping without a telling text is written as it was before there were any, so that state stays valid. */
    @Override
    public String toString() {
        return "Grouping[name=" + name + ", keys=" + keys + ", measures=" + measures + ", tellingKeys=" + tellingKeys
                + (tellingText == null ? "" : ", tellingText=" + tellingText) + "]";
    }
}
