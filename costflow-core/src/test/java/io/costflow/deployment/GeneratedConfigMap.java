package io.costflow.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A config map that kustomize makes of files.
 *
 * @param hashed whether its name ends in a hash of its contents
 */
record GeneratedConfigMap(ObjectNode resource, boolean hashed) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int HASH_LENGTH = 10;

    /** @param generator with name, files, and perhaps options */
    static GeneratedConfigMap of(Path folder, ObjectNode generator) throws IOException {
        Map<String, String> data = new TreeMap<>();
        for (JsonNode file : generator.path("files")) {
            String[] keyAndFile = file.asText().split("=", 2);
            Path path = folder.resolve(keyAndFile[keyAndFile.length - 1]);
            data.put(keyAndFile.length == 2 ? keyAndFile[0] : path.getFileName().toString(), Files.readString(path));
        }
        ObjectNode resource = JSON.createObjectNode().put("apiVersion", "v1").put("kind", "ConfigMap");
        ObjectNode metadata = resource.putObject("metadata").put("name", generator.path("name").asText());
        if (generator.at("/options/labels") instanceof ObjectNode labels) {
            metadata.set("labels", labels);
        }
        resource.set("data", JSON.valueToTree(data));
        return new GeneratedConfigMap(resource, !generator.at("/options/disableNameSuffixHash").asBoolean());
    }

    /** Lets the name end in the hash, if it is to. */
    void addHash() {
        if (hashed) {
            ObjectNode metadata = (ObjectNode) resource.get("metadata");
            metadata.put("name", metadata.path("name").asText() + "-" + hash());
        }
    }

    /** The first digits of SHA-256 over the contents as Go writes JSON, with letters that cannot spell words for some digits. */
    private String hash() {
        try {
            String json = "{\"data\":" + JSON.writeValueAsString(resource.get("data")) + ",\"kind\":\"ConfigMap\",\"name\":\"\"}";
            String escaped = json.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026");
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(escaped.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, HASH_LENGTH)
                    .replace('0', 'g').replace('1', 'h').replace('3', 'k').replace('a', 'm').replace('e', 't');
        } catch (IOException | NoSuchAlgorithmException e) {
            throw new IllegalStateException("The hash of a config map cannot be computed.", e);
        }
    }

    /** Gives the config map that a resource names at a path, in whichever element of a list, its new name. */
    static void rename(JsonNode node, List<String> path, String before, String after) {
        if (node instanceof ArrayNode elements) {
            elements.forEach(element -> rename(element, path, before, after));
        } else if (node instanceof ObjectNode mapping) {
            String field = path.get(0);
            if (path.size() > 1) {
                rename(mapping.path(field), path.subList(1, path.size()), before, after);
            } else if (mapping.path(field).asText().equals(before)) {
                mapping.set(field, TextNode.valueOf(after));
            }
        }
    }
}
