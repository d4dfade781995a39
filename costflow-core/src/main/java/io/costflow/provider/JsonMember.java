package io.costflow.provider;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Reads members of JSON objects that may not be any. */
public final class JsonMember {

    private static final JsonFactory JSON = new JsonFactory();

    private JsonMember() {}

    /** Returns the texts of all members that {@link #scalar} gives a text for. */
    public static Map<String, String> scalars(String text) {
        Map<String, String> found = new HashMap<>();
        try (JsonParser parser = JSON.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Map.of();
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (value != null) {
                    found.put(name, value.isScalarValue() && value != JsonToken.VALUE_NULL ? parser.getText() : null);
                    parser.skipChildren();
                }
            }
            return parser.currentToken() == JsonToken.END_OBJECT ? found : Map.of();
        } catch (IOException e) {
            return Map.of();
        }
    }

    /** The text of a scalar member; null where there is none, or the text is no JSON object. Of several the last counts. */
    public static String scalar(String text, String name) {
        return scalars(text).get(name);
    }
}
