package io.costflow.provider;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** Reads one member of JSON objects that may not be any. */
public final class JsonMember {

    private static final JsonFactory JSON = new JsonFactory();

    private JsonMember() {}

    /** The text of a scalar member; null where there is none, or the text is no JSON object. Of several the last counts. */
    public static String scalar(String text, String name) {
        String found = null;
        try (JsonParser parser = JSON.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean wanted = parser.currentName().equals(name);
                JsonToken value = parser.nextToken();
                if (value == null) {
                    return null;
                }
                if (wanted) {
                    found = value.isScalarValue() && value != JsonToken.VALUE_NULL ? parser.getText() : null;
                }
                parser.skipChildren();
            }
            return parser.currentToken() == JsonToken.END_OBJECT ? found : null;
        } catch (IOException e) {
            return null;
        }
    }
}
