package io.costflow.serve.answer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads texts that hold JSON objects, as tags do. */
final class JsonText {

    private static final JsonFactory JSON = new JsonFactory();

    private JsonText() {}

    /** Returns the value of a key as text, the first one if there are several. Null if there is none, or it is null or no plain value, or the text is no JSON object. */
    static String value(String object, String key) {
        return values(object).get(key);
    }

    /** Returns the plain values of an object by their keys. A text that is no JSON object has none. */
    static Map<String, String> values(String object) {
        Map<String, String> values = new LinkedHashMap<>();
        if (object == null || object.isBlank()) {
            return values;
        }
        try (JsonParser parser = JSON.createParser(object)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return values;
            }
            for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
                JsonToken value = parser.nextToken();
                if (value.isStructStart()) {
                    parser.skipChildren();
                } else if (value != JsonToken.VALUE_NULL) {
                    values.putIfAbsent(key, parser.getText());
                }
            }
        } catch (IOException e) {
            return Map.of();
        }
        return values;
    }
}
