package io.costflow.lineitem;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Checks that a text is what a map of labels is made from: a JSON object whose values are strings, numbers, booleans or null. */
final class LabelText {

    private static final int QUOTED_CHARACTERS = 80;
    private static final JsonFactory JSON = new JsonFactory();

    private LabelText() {}

    /** Throws when the text of a column is no map of labels. */
    static void check(String column, byte[] utf8) throws UnreadableFileException {
        String text = new String(utf8, StandardCharsets.UTF_8);
        try (JsonParser parser = JSON.createParser(text)) {
            if (isMap(parser)) {
                return;
            }
        } catch (IOException notJson) {
            throw wrong(column, text, notJson);
        }
        throw wrong(column, text, null);
    }

    private static boolean isMap(JsonParser parser) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            return false;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            if (!parser.nextToken().isScalarValue()) {
                return false;
            }
            parser.getText();
        }
        return parser.currentToken() == JsonToken.END_OBJECT && parser.nextToken() == null;
    }

    private static UnreadableFileException wrong(String column, String text, IOException cause) {
        boolean isLong = text.codePointCount(0, text.length()) > QUOTED_CHARACTERS;
        String start = isLong ? text.substring(0, text.offsetByCodePoints(0, QUOTED_CHARACTERS)) : text;
        return new UnreadableFileException(
                "Column \"%s\" must hold labels, that is JSON objects with plain values, but holds %s '%s'. Write the file again with correct labels."
                        .formatted(column, isLong ? "a text that begins with" : "the text", start),
                column,
                cause);
    }
}
