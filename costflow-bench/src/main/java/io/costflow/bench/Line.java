package io.costflow.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Tasks and measurements as lines of JSON, from process to process. */
final class Line {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Line() {}

    static String of(Object value) throws JsonProcessingException {
        return JSON.writeValueAsString(value);
    }

    static <T> T read(String line, Class<T> type) throws JsonProcessingException {
        return JSON.readValue(line, type);
    }
}
