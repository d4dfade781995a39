package io.costflow.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A kustomization as {@code kubectl kustomize} renders it, for machines without kubectl: of kustomize, just what {@code k8s/} uses, and an error for anything
 * else. Where kubectl is there, {@link OverlaysTest} compares the two.
 */
final class Kustomization {

    private static final Set<String> KNOWN = Set.of(
            "apiVersion", "kind", "resources", "components", "patches", "configMapGenerator", "configurations", "namespace", "nameSuffix",
            "images");

    private final List<ObjectNode> resources = new ArrayList<>();
    private final List<GeneratedConfigMap> generated = new ArrayList<>();
    /** Where resources name config maps: the first two are kustomize's own, of Deployments and of CronJobs. */
    private final List<String> referencePaths = new ArrayList<>(
            List.of("spec/template/spec/volumes/configMap/name", "spec/jobTemplate/spec/template/spec/volumes/configMap/name"));

    /** Where resources name images, besides the containers of pods: the kind, and the path. */
    private final Map<String, String> imagePaths = new HashMap<>();

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
            Path file = folder.resolve(patch.path("path").asText());
            if (patch.has("target")) {
                insert(Yaml.readList(file), patch.path("target"));
                continue;
            }
            for (ObjectNode change : Yaml.read(file)) {
                MergePatch.apply(change, target(change));
            }
        }
        kustomization.path("images").forEach(this::setImage);
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
        imagePaths.putAll(part.imagePaths);
    }

    private void addReferences(ObjectNode configuration) {
        for (JsonNode reference : configuration.path("nameReference")) {
            if (!reference.path("kind").asText().equals("ConfigMap")) {
                throw new IllegalArgumentException("This renderer knows references to config maps only, not to " + reference + ".");
            }
            reference.path("fieldSpecs").forEach(field -> referencePaths.add(field.path("path").asText()));
        }
        configuration.path("images").forEach(field -> imagePaths.put(field.path("kind").asText(), field.path("path").asText()));
    }

    /** Gives every image of one name another name and tag. */
    private void setImage(JsonNode image) {
        String before = image.path("name").asText();
        String after = image.path("newName").asText() + ":" + image.path("newTag").asText();
        for (ObjectNode resource : resources) {
            setImageOfContainers(resource, before, after);
            String path = imagePaths.get(resource.path("kind").asText());
            if (path != null) {
                int field = path.lastIndexOf('/');
                setImage(resource.at("/" + path.substring(0, field)), path.substring(field + 1), before, after);
            }
        }
    }

    private static void setImageOfContainers(JsonNode node, String before, String after) {
        for (String containers : List.of("containers", "initContainers")) {
            node.path(containers).forEach(container -> setImage(container, "image", before, after));
        }
        node.forEach(within -> setImageOfContainers(within, before, after));
    }

    private static void setImage(JsonNode node, String field, String before, String after) {
        if (node.path(field).asText().equals(before)) {
            ((ObjectNode) node).put(field, after);
        }
    }

    /** Adds values at paths in every resource that is meant; a list is added to at a position, or at its end. */
    private void insert(JsonNode operations, JsonNode target) {
        for (ObjectNode resource : resources) {
            if (!resource.path("kind").equals(target.path("kind")) || target.has("name") && !resource.at("/metadata/name").equals(target.path("name"))) {
                continue;
            }
            for (JsonNode operation : operations) {
                String path = operation.path("path").asText();
                String last = path.substring(path.lastIndexOf('/') + 1);
                JsonNode parent = resource.at(path.substring(0, path.lastIndexOf('/')));
                if (!operation.path("op").asText().equals("add")) {
                    throw new IllegalArgumentException("This renderer knows additions only, not " + operation + ".");
                }
                if (parent instanceof ArrayNode list) {
                    list.insert(last.equals("-") ? list.size() : Integer.parseInt(last), operation.path("value"));
                } else {
                    ((ObjectNode) parent).set(last, operation.path("value").deepCopy());
                }
            }
        }
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
