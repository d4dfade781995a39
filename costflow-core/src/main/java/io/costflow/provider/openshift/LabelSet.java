package io.costflow.provider.openshift;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.costflow.day.CodePointOrder;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * A set of labels, compared by value: equal whatever the order in which they were written. Its text is what Trino writes: compact JSON with keys in code-point
 * order and raw UTF-8 (6-verified.md, Labels).
 */
public final class LabelSet {

    public static final LabelSet EMPTY = new LabelSet(new TreeMap<>());

    private final SortedMap<String, String> labels;
    private final String json;

    private LabelSet(SortedMap<String, String> labels) {
        this.labels = labels;
        this.json = write(labels);
    }

    /** The labels of a map, whose values may be null. */
    public static LabelSet of(Map<String, String> labels) {
        if (labels.isEmpty()) {
            return EMPTY;
        }
        SortedMap<String, String> sorted = new TreeMap<>(CodePointOrder.INSTANCE);
        sorted.putAll(labels);
        return new LabelSet(sorted);
    }

    /** This set with the other's labels added; where both have a key, the other's value wins. */
    public LabelSet overriddenBy(LabelSet other) {
        if (other.labels.isEmpty() || other.equals(this)) {
            return this;
        }
        if (labels.isEmpty()) {
            return other;
        }
        SortedMap<String, String> merged = new TreeMap<>(CodePointOrder.INSTANCE);
        merged.putAll(labels);
        merged.putAll(other.labels);
        return new LabelSet(merged);
    }

    /** The labels with keys that are to be kept. */
    public LabelSet restrictedTo(Predicate<String> kept) {
        if (labels.keySet().stream().allMatch(kept)) {
            return this;
        }
        SortedMap<String, String> restricted = new TreeMap<>(labels);
        restricted.keySet().removeIf(kept.negate());
        return restricted.isEmpty() ? EMPTY : new LabelSet(restricted);
    }

    /** The value of a key, or null. */
    public String get(String key) {
        return labels.get(key);
    }

    /** The labels in the order of their keys. */
    public Map<String, String> asMap() {
        return Collections.unmodifiableMap(labels);
    }

    /** The labels as compact JSON. */
    public String json() {
        return json;
    }

    private static String write(SortedMap<String, String> labels) {
        StringBuilder text = new StringBuilder("{");
        JsonStringEncoder encoder = JsonStringEncoder.getInstance();
        labels.forEach((key, value) -> {
            if (text.length() > 1) {
                text.append(',');
            }
            text.append('"');
            encoder.quoteAsString(key, text);
            text.append("\":");
            if (value == null) {
                text.append("null");
            } else {
                text.append('"');
                encoder.quoteAsString(value, text);
                text.append('"');
            }
        });
        return text.append('}').toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LabelSet set && json.equals(set.json);
    }

    @Override
    public int hashCode() {
        return json.hashCode();
    }

    @Override
    public String toString() {
        return json;
    }
}
