package io.costflow.deployment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.marcnuri.helm.Helm;
import io.costflow.testbed.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The chart as {@code helm template} renders it, by Helm itself as a library. */
final class HelmChart {

    /** Helm as a library takes a cluster of long ago for the default, which the chart refuses. */
    private static final String KUBERNETES = "1.30.0";

    private HelmChart() {}

    /**
     * Every object of the release {@code costflow} in the namespace of that name, by its id.
     *
     * @param values YAML, as in a file of values
     */
    static Map<String, ObjectNode> render(String values) throws IOException {
        Path file = Files.createTempFile("values", ".yaml");
        try {
            Files.writeString(file, values);
            return objects(new Helm(Checkout.path("charts", "costflow")).template()
                    .withName("costflow").withNamespace("costflow").withKubeVersion(KUBERNETES).withValuesFile(file).call());
        } finally {
            Files.delete(file);
        }
    }

    private static Map<String, ObjectNode> objects(String rendered) throws IOException {
        Map<String, ObjectNode> objects = new TreeMap<>();
        // a template that writes nothing leaves a document without an object
        for (ObjectNode object : Yaml.read(withoutEmptyDocuments(rendered))) {
            if (objects.put(Yaml.id(object), object) != null) {
                throw new IllegalStateException("The chart has " + Yaml.id(object) + " twice.");
            }
        }
        return objects;
    }

    private static String withoutEmptyDocuments(String rendered) {
        List<String> documents = List.of(rendered.split("(?m)^---$"));
        return documents.stream().filter(document -> document.contains("kind:")).reduce("", (before, document) -> before + "---\n" + document);
    }
}
