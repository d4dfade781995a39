package io.costflow.lineitem;

import java.io.Serializable;
import java.util.List;

/**
 * Line items that agree in all keys become one group.
 *
 * @param name what the groups are, for messages
 * @param keys what tells groups apart; without keys all line items of a day are one group
 * @param measures what is kept of the line items of a group
 */
public record Grouping(String name, List<Key> keys, List<Measure> measures) implements Serializable {

    public Grouping {
        keys = List.copyOf(keys);
        measures = List.copyOf(measures);
    }
}
