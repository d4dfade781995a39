package io.costflow.provider.openshift;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.costflow.provider.JsonScalars;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/** Turns label texts into the labels that survive. Each distinct text is parsed once. */
public final class LabelTexts {

    private static final JsonFactory JSON = new JsonFactory();

    private interface Scalar {

        String text(JsonParser parser) throws IOException;
    }

    private final Predicate<String> kept;
    private final Scalar scalar;
    private final Map<String, LabelSet> parsed = new HashMap<>();
    private final Map<LabelSet, LabelSet> distinct = new HashMap<>();

    /**
     * @param kept the keys that survive
     */
    public LabelTexts(Predicate<String> kept) {
        this(kept, JsonScalars::cast);
    }

    private LabelTexts(Predicate<String> kept, Scalar scalar) {
        this.kept = kept;
        this.scalar = scalar;
    }

    /** Finds one label, whose value is that of {@code json_extract_scalar}. */
    public static LabelTexts extracting(String key) {
        return new LabelTexts(key::equals, JsonScalars::extracted);
    }

    /**
     * The labels of a text, restricted to the keys that survive; null for NULL.
     *
     * @param text a JSON object of scalars, which the reader has checked
     */
    public LabelSet labels(String text) {
        return text == null ? null : parsed.computeIfAbsent(text, this::parse);
    }

    private LabelSet parse(String text) {
        Map<String, String> labels = new HashMap<>();
        try (JsonParser parser = JSON.createParser(text)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String key = parser.currentName();
                parser.nextToken();
                if (kept.test(key)) {
                    labels.put(key, scalar.text(parser));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The label text passed the reader but is not JSON: " + text, e);
        }
        return distinct.computeIfAbsent(LabelSet.of(labels), set -> set);
    }
}
