package io.costflow.settings;

import java.util.List;
import java.util.Map;

/** A piece of a YAML file. Scalars keep the text that was written: {@code 007} stays {@code 007}. */
sealed interface YamlNode {

    /** The line it begins in, counted from 1. */
    int line();

    /** One value; {@code text} is null for an empty one. */
    record Scalar(String text, int line) implements YamlNode {}

    /** Keys and values, in the file's order. */
    record Mapping(Map<String, YamlNode> entries, int line) implements YamlNode {}

    /** A list. */
    record Sequence(List<YamlNode> elements, int line) implements YamlNode {}
}
