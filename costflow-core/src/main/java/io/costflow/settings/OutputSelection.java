package io.costflow.settings;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/**
 * Which outputs are published.
 *
 * @param names ids of outputs, or {@link #ALL}; empty for the ones that are published by default
 */
public record OutputSelection(List<String> names) implements Serializable {

    /** The name that stands for every output. */
    public static final String ALL = "all";

    /** Every output. */
    public static final OutputSelection EVERY = new OutputSelection(List.of(ALL));

    /** The outputs that are published unless the configuration says otherwise. */
    public static final OutputSelection DEFAULT = new OutputSelection(List.of());

    /** Parses names that are separated by commas. */
    static OutputSelection parse(String text) {
        return new OutputSelection(Arrays.stream(text.split(",")).map(String::strip).toList());
    }

    /** Whether an output is published. */
    public boolean includes(String output, boolean byDefault) {
        return names.isEmpty() ? byDefault : names.contains(ALL) || names.contains(output);
    }
}
