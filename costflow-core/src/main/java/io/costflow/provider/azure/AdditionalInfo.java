package io.costflow.provider.azure;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.costflow.provider.JsonScalars;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What is taken from a line item's additional information.
 *
 * @param serviceType the type of a machine, or null
 * @param direction the direction of data transfer in lower case, or null
 */
record AdditionalInfo(String serviceType, String direction) {

    private static final String SERVICE_TYPE = "ServiceType";
    private static final String DIRECTION = "datatransferdirection";
    private static final AdditionalInfo NONE = new AdditionalInfo(null, null);

    /** Reads texts. Each distinct text is parsed once. */
    static final class Texts {

        private static final JsonFactory JSON = new JsonFactory();

        private final Map<String, AdditionalInfo> parsed = new HashMap<>();

        /** @param text a JSON object, which the reader has checked, or null */
        AdditionalInfo of(String text) {
            return text == null ? NONE : parsed.computeIfAbsent(text, Texts::parse);
        }

        private static AdditionalInfo parse(String text) {
            String serviceType = null;
            String direction = null;
            try (JsonParser parser = JSON.createParser(text)) {
                parser.nextToken();
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    String key = parser.currentName();
                    JsonToken value = parser.nextToken();
                    if (!value.isScalarValue()) {
                        parser.skipChildren();
                    } else if (value != JsonToken.VALUE_NULL && key.equals(SERVICE_TYPE)) {
                        serviceType = JsonScalars.extracted(parser);
                    } else if (value != JsonToken.VALUE_NULL && key.toLowerCase(Locale.ROOT).equals(DIRECTION)) {
                        direction = parser.getText().toLowerCase(Locale.ROOT);
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException("The additional information passed the reader but is not JSON: " + text, e);
            }
            return new AdditionalInfo(serviceType, direction);
        }
    }
}
