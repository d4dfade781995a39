package io.costflow.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A kustomization as {@code kubectl kustomize} renders it, for machines without kubectl: of kustomize, just what {@code k8s/} uses, and an error for anything
 * else. Where kubectl is there, {@link OverlaysTest} compares the two.
 */
final class Kustomization {

    private static final Set<String> KNOWN = Set.of(
            "apiVersion", "kind", "resources", "components", "patches", "configMapGenerator", "configurations", "namespace", "nameSuffix",
            "replacements");

    private final List<ObjectNode> resources = new ArrayList<>();
    private final List<GeneratedConfigMap> generated = new ArrayList<>();
    /** Where resources name config maps: the first is kustomize's own, of Deployments. */
    private final List<String> referencePaths = new ArrayList<>(List.of("spec/template/spec/volumes/configMap/name"));

    private Kustomization() {}

    /** Every resource that a folder's kustomization resolves to. */
    static List<ObjectNode> render(Path folder) throws IOException {
        Kustomization whole = new Kustomization();
        whole.add(folder);
        for (GeneratedConfigMap map : whole.generated) {
            String name = map.resource().at("/metadata/name").asText();
            map.addHash();
            for (ObjectNode resource : whole.resources) {
                for (String path : whole.referencePaths) {
                    GeneratedConfigMap.rename(resource, List.of(path.split("/")), name, map.resource().at("/metadata/name").asText());
                }
            }
        }
        return whole.resources;
    }

    private void add(Path folder) throws IOException {
        ObjectNode kustomization = Yaml.read(folder.resolve("kustomization.yaml")).get(0);
        kustomization.fieldNames().forEachRemaining(field -> {
            if (!KNOWN.contains(field)) {
                throw new IllegalArgumentException(folder + "/kustomization.yaml has " + field + ", which this renderer does not know.");
            }
        });
        for (JsonNode configuration : kustomization.path("configurations")) {
            addReferences(Yaml.read(folder.resolve(configuration.asText())).get(0));
        }
        for (JsonNode resource : kustomization.path("resources")) {
            addResource(folder.resolve(resource.asText()));
        }
        for (JsonNode generator : kustomization.path("configMapGenerator")) {
            GeneratedConfigMap map = GeneratedConfigMap.of(folder, (ObjectNode) generator);
            generated.add(map);
            resources.add(map.resource());
        }
        for (JsonNode component : kustomization.path("components")) {
            add(folder.resolve(component.asText()).normalize());
        }
        for (JsonNode patch : kustomization.path("patches")) {
            for (ObjectNode change : Yaml.read(folder.resolve(patch.path("path").asText()))) {
                MergePatch.apply(change, target(change));
            }
        }
        kustomization.path("replacements").forEach(this::replace);
        rename(kustomization.path("nameSuffix").asText(""), kustomization.path("namespace").asText(""));
    }

    private void addResource(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            resources.addAll(Yaml.read(path));
            return;
        }
        Kustomization part = new Kustomization();
        part.add(path.normalize());
        resources.addAll(part.resources);
        generated.addAll(part.generated);
        referencePaths.addAll(part.referencePaths);
    }

    private void addReferences(ObjectNode configuration) {
        for (JsonNode reference : configuration.path("nameReference")) {
            if (!reference.path("kind").asText().equals("ConfigMap")) {
                throw new IllegalArgumentException("This renderer knows references to config maps only, not to " + reference + ".");
            }
            reference.path("fieldSpecs").forEach(field -> referencePaths.add(field.path("path").asText()));
        }
    }

    /** Copies a text from the resource of one kind to those of another. */
    private void replace(JsonNode replacement) {
        JsonNode source = replacement.path("source");
        JsonNode value = ofKind(source.path("kind").asText()).findFirst().orElseThrow().at(pointer(source.path("fieldPath").asText()));
        for (JsonNode target : replacement.path("targets")) {
            ofKind(target.at("/select/kind").asText()).forEach(resource -> target.path("fieldPaths").forEach(path -> {
                String pointer = pointer(path.asText());
                int field = pointer.lastIndexOf('/');
                ((ObjectNode) resource.at(pointer.substring(0, field))).set(pointer.substring(field + 1), value);
            }));
        }
    }

    private Stream<ObjectNode> ofKind(String kind) {
        return resources.stream().filter(resource -> resource.path("kind").asText().equals(kind));
    }

    private static String pointer(String fieldPath) {
        return "/" + fieldPath.replace('.', '/');
    }

    private ObjectNode target(ObjectNode change) {
        return resources.stream()
                .filter(resource -> Yaml.id(resource).equals(Yaml.id(change)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no " + Yaml.id(change) + " to patch."));
    }

    private void rename(String suffix, String namespace) {
        for (ObjectNode resource : resources) {
            String before = resource.at("/metadata/name").asText();
            ((ObjectNode) resource.get("metadata")).put("name", before + suffix);
            if (!namespace.isEmpty()) {
                ((ObjectNode) resource.get("metadata")).put("namespace", namespace);
                resource.path("subjects").forEach(subject -> ((ObjectNode) subject).put("namespace", namespace));
            }
            if (!suffix.isEmpty() && resource.path("kind").asText().equals("ConfigMap")) {
                for (ObjectNode other : resources) {
                    referencePaths.forEach(path -> GeneratedConfigMap.rename(other, List.of(path.split("/")), before, before + suffix));
                }
            }
        }
    }
}
