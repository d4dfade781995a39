package io.costflow.lineitem;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.costflow.lineitem.parquet.RequestedColumn.TextCheck;
import io.costflow.lineitem.parquet.UnreadableFileException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Checks that a text is a JSON object, as a map of labels one whose values are strings, numbers, booleans or null. JSON's null is no value. */
final class LabelCheck implements TextCheck {

    static final LabelCheck OF_LABELS = new LabelCheck(false, "labels, that is JSON objects with plain values", "labels");

    static final LabelCheck OF_OBJECTS = new LabelCheck(true, "JSON objects", "objects");

    private static final int QUOTED_CHARACTERS = 80;
    private static final JsonFactory JSON = new JsonFactory();

    private final boolean nested;
    private final String expected;
    private final String shortly;

    private LabelCheck(boolean nested, String expected, String shortly) {
        this.nested = nested;
        this.expected = expected;
        this.shortly = shortly;
    }

    @Override
    public boolean isValue(String column, byte[] utf8) throws UnreadableFileException {
        String text = new String(utf8, StandardCharsets.UTF_8);
        try (JsonParser parser = JSON.createParser(text)) {
            JsonToken first = parser.nextToken();
            boolean isNull = first == JsonToken.VALUE_NULL;
            if ((isNull || first == JsonToken.START_OBJECT && isMap(parser)) && parser.nextToken() == null) {
                return !isNull;
            }
        } catch (IOException notJson) {
            throw wrong(column, text, notJson);
        }
        throw wrong(column, text, null);
    }

    /** Whether what follows the beginning of an object is the rest of such a map. */
    private boolean isMap(JsonParser parser) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            JsonToken value = parser.nextToken();
            if (value.isScalarValue()) {
                parser.getText();
            } else if (nested) {
                parser.skipChildren();
            } else {
                return false;
            }
        }
        return parser.currentToken() == JsonToken.END_OBJECT;
    }

    private UnreadableFileException wrong(String column, String text, IOException cause) {
        boolean isLong = text.codePointCount(0, text.length()) > QUOTED_CHARACTERS;
        String start = isLong ? text.substring(0, text.offsetByCodePoints(0, QUOTED_CHARACTERS)) : text;
        return new UnreadableFileException(
                "Column \"%s\" must hold %s, but holds %s '%s'. Write the file again with correct %s."
                        .formatted(column, expected, isLong ? "a text that begins with" : "the text", start, shortly),
                column,
                cause);
    }
}
