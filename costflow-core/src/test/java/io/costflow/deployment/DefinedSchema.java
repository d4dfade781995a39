package io.costflow.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** What the custom resource definition of operator 1.15 says of a FlinkDeployment. Kubernetes itself drops fields that are unknown there without a word; here they are errors. */
final class DefinedSchema {

    private static final String DEFINITION = "/operator-1.15/flinkdeployments.yml.gz";

    private final JsonNode schema;
    private final List<String> problems = new ArrayList<>();

    private DefinedSchema(JsonNode schema) {
        this.schema = schema;
    }

    static DefinedSchema ofFlinkDeployments() throws IOException {
        try (InputStream definition = new GZIPInputStream(DefinedSchema.class.getResourceAsStream(DEFINITION))) {
            ObjectNode whole = Yaml.read(new String(definition.readAllBytes(), StandardCharsets.UTF_8)).get(0);
            return new DefinedSchema(whole.at("/spec/versions/0/schema/openAPIV3Schema"));
        }
    }

    /** What is wrong with a resource: a line for each, which begins with the field. */
    List<String> problems(ObjectNode resource) {
        problems.clear();
        check("spec", resource.path("spec"), schema.at("/properties/spec"));
        return List.copyOf(problems);
    }

    private void check(String path, JsonNode value, JsonNode expected) {
        if (expected.path("x-kubernetes-int-or-string").asBoolean()) {
            require(value.isInt() || value.isTextual(), path, "must be a number or a text");
        } else if (!expected.path("x-kubernetes-preserve-unknown-fields").asBoolean()) {
            switch (expected.path("type").asText()) {
                case "object" -> checkObject(path, value, expected);
                case "array" -> {
                    require(value.isArray(), path, "must be a list");
                    value.forEach(element -> check(path + "[]", element, expected.path("items")));
                }
                case "string" -> {
                    require(value.isTextual(), path, "must be a text");
                    require(!expected.has("enum") || contains(expected.path("enum"), value), path, "must be one of " + expected.path("enum"));
                }
                case "integer" -> require(value.isIntegralNumber(), path, "must be a whole number");
                case "number" -> require(value.isNumber(), path, "must be a number");
                case "boolean" -> require(value.isBoolean(), path, "must be true or false");
                default -> throw new IllegalStateException("The definition has a type for " + path + " that is not known here: " + expected);
            }
        }
    }

    private void checkObject(String path, JsonNode value, JsonNode expected) {
        require(value.isObject(), path, "must be a mapping");
        value.fields().forEachRemaining(field -> {
            JsonNode known = expected.path("properties").path(field.getKey());
            JsonNode within = known.isMissingNode() ? expected.path("additionalProperties") : known;
            if (within.isMissingNode()) {
                problems.add(path + "." + field.getKey() + " is unknown");
            } else {
                check(path + "." + field.getKey(), field.getValue(), within);
            }
        });
    }

    private void require(boolean holds, String path, String what) {
        if (!holds) {
            problems.add(path + " " + what);
        }
    }

    private static boolean contains(JsonNode values, JsonNode wanted) {
        for (JsonNode value : values) {
            if (value.equals(wanted)) {
                return true;
            }
        }
        return false;
    }
}
