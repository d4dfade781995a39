package io.costflow.testbed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.core.util.Separators.Spacing;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * Labels as koku stores them: what Python's {@code json.dumps} makes of them, a space after colons and commas, everything but ASCII escaped (storage layout,
 * A.8).
 */
public final class LabelText {
    private static final Separators SEPARATORS = Separators.createDefaultInstance()
            .withObjectFieldValueSpacing(Spacing.AFTER)
            .withObjectEntrySpacing(Spacing.AFTER)
            .withObjectEmptySeparator("");
    private static final ObjectWriter PYTHON = JsonMapper.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .disable(JsonWriteFeature.WRITE_HEX_UPPER_CASE)
            .build()
            .writer(new DefaultPrettyPrinter(SEPARATORS).withObjectIndenter(new DefaultPrettyPrinter.NopIndenter()));

    private LabelText() {}

    /** The text of these labels, in the map's order. */
    public static String of(Map<String, String> labels) {
        try {
            return PYTHON.writeValueAsString(labels);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
