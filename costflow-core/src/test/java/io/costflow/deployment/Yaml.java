package io.costflow.deployment;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Manifests as trees. */
final class Yaml {

    private static final ObjectReader READER = YAMLMapper.builder().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION).build().readerFor(ObjectNode.class);

    private Yaml() {}

    /** Every document of a file. A key that is there twice is an error. */
    static List<ObjectNode> read(Path file) throws IOException {
        return read(Files.readString(file));
    }

    static List<ObjectNode> read(String text) throws IOException {
        try (MappingIterator<ObjectNode> documents = READER.readValues(text)) {
            return documents.readAll();
        }
    }

    /** The list that a file is. */
    static ArrayNode readList(Path file) throws IOException {
        return READER.forType(ArrayNode.class).readValue(Files.readString(file));
    }

    /** What tells resources apart. */
    static String id(ObjectNode resource) {
        return resource.path("apiVersion").asText() + "/" + resource.path("kind").asText() + "/" + resource.at("/metadata/name").asText();
    }
}
