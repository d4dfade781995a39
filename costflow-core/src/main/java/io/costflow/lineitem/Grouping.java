package io.costflow.lineitem;

import java.io.Serializable;
import java.util.List;

/**
 * Line items that agree in all keys become one group.
 *
 * @param name what the groups are, for messages
 * @param keys what tells groups apart; without keys all line items of a day are one group
 * @param measures what is kept of the line items of a group
 * @param tellingKeys columns of text keys that matter: line items in which all of them are NULL, empty or <code>{}</code> are left out; none are left out when
 *     there are no such columns
 */
public record Grouping(String name, List<Key> keys, List<Measure> measures, List<String> tellingKeys) implements Serializable {

    public Grouping {
        keys = List.copyOf(keys);
        measures = List.copyOf(measures);
        tellingKeys = List.copyOf(tellingKeys);
    }

    /** All line items take part. */
    public Grouping(String name, List<Key> keys, List<Measure> measures) {
        this(name, keys, measures, List.of());
    }
}
