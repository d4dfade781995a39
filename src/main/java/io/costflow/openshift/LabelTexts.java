package io.costflow.openshift;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/** Turns label texts into the labels that survive the enabled keys. Each distinct text is parsed once. */
final class LabelTexts {

    private static final JsonFactory JSON = new JsonFactory();

    private final EnabledKeys enabled;
    private final Map<String, LabelSet> parsed = new HashMap<>();
    private final Map<LabelSet, LabelSet> distinct = new HashMap<>();

    LabelTexts(EnabledKeys enabled) {
        this.enabled = enabled;
    }

    /**
     * The labels of a text, restricted to the enabled keys; null for NULL.
     *
     * @param text a JSON object of scalars, which the reader has checked
     */
    LabelSet labels(String text) {
        return text == null ? null : parsed.computeIfAbsent(text, this::parse);
    }

    private LabelSet parse(String text) {
        Map<String, String> labels = new HashMap<>();
        try (JsonParser parser = JSON.createParser(text)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String key = parser.currentName();
                JsonToken value = parser.nextToken();
                if (enabled.contains(key)) {
                    labels.put(key, value == JsonToken.VALUE_NULL ? null : parser.getText());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The label text passed the reader but is not JSON: " + text, e);
        }
        return distinct.computeIfAbsent(LabelSet.of(labels), set -> set);
    }
}
