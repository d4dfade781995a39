package io.costflow.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.costflow.testbed.Checkout;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a folder of {@code k8s/} resolves to: one FlinkDeployment, and what goes with it. */
record Deployment(List<ObjectNode> resources, ObjectNode flink) {

    static Deployment render(String folder) throws IOException {
        return render(Checkout.path("k8s", folder));
    }

    static Deployment render(Path folder) throws IOException {
        List<ObjectNode> resources = Kustomization.render(folder);
        return new Deployment(resources, first(resources, "FlinkDeployment"));
    }

    private static ObjectNode first(List<ObjectNode> resources, String kind) {
        return resources.stream().filter(resource -> resource.path("kind").asText().equals(kind)).findFirst().orElseThrow();
    }

    /** The first resource of a kind. */
    ObjectNode ofKind(String kind) {
        return first(resources, kind);
    }

    JsonNode spec() {
        return flink.path("spec");
    }

    /** Flink's settings. */
    Map<String, String> settings() {
        Map<String, String> settings = new TreeMap<>();
        spec().path("flinkConfiguration").fields().forEachRemaining(setting -> settings.put(setting.getKey(), setting.getValue().asText()));
        return settings;
    }

    JsonNode container() {
        return spec().at("/podTemplate/spec/containers/0");
    }

    @Override
    public String toString() {
        return Yaml.id(flink);
    }
}
