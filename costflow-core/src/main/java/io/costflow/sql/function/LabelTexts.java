package io.costflow.sql.function;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.table.data.StringData;

/**
 * Labels from their JSON texts. Many rows have the same labels, so those of the texts that were asked for last are kept. A text that is no JSON object has no
 * labels.
 */
final class LabelTexts implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final int KEPT = 4096;
    private static final JsonFactory JSON = new JsonFactory();

    private transient Map<StringData, Map<StringData, StringData>> kept;

    /** The labels of a text in the order in which it has them, values as texts; null when there are none to be had. */
    Map<StringData, StringData> of(StringData text) {
        if (kept == null) {
            kept = new LinkedHashMap<>(KEPT, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<StringData, Map<StringData, StringData>> eldest) {
                    return size() > KEPT;
                }
            };
        }
        Map<StringData, StringData> labels = kept.get(text);
        if (labels == null && !kept.containsKey(text)) {
            String json = text.toString();
            labels = parse(json);
            // a text of its own: the one at hand may lie in memory that is used again
            kept.put(StringData.fromString(json), labels);
        }
        return labels;
    }

    private static Map<StringData, StringData> parse(String text) {
        Map<StringData, StringData> labels = new LinkedHashMap<>();
        try (JsonParser parser = JSON.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                StringData key = StringData.fromString(parser.currentName());
                JsonToken value = parser.nextToken();
                if (!value.isScalarValue()) {
                    return null;
                }
                labels.put(key, value == JsonToken.VALUE_NULL ? null : StringData.fromString(parser.getText()));
            }
            return parser.currentToken() == JsonToken.END_OBJECT ? labels : null;
        } catch (IOException e) {
            return null;
        }
    }
}
