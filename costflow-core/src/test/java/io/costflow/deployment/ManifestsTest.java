package io.costflow.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The manifests under {@code k8s/}, read as strictly as they can be: by the operator's classes, its custom resource definition and its validator. */
class ManifestsTest {

    private static final Path K8S = Path.of("k8s");

    @Test
    void everyFileOfAFlinkDeploymentFollowsTheDefinitionButForTheVersionOfFlink() throws Exception {
        List<ObjectNode> deployments = allOfKind("FlinkDeployment");
        assertThat(deployments).hasSizeGreaterThan(5);
        for (ObjectNode deployment : deployments) {
            removeNulls(deployment);
            assertThat(DefinedSchema.ofFlinkDeployments().problems(deployment))
                    .allSatisfy(problem -> assertThat(problem).startsWith("spec.flinkVersion must be one of"));
        }
    }

    /** In a patch, null removes what another file has. */
    private static void removeNulls(ObjectNode mapping) {
        mapping.properties().removeIf(field -> field.getValue().isNull());
        mapping.properties().forEach(field -> {
            if (field.getValue() instanceof ObjectNode inner) {
                removeNulls(inner);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"overlays/small", "overlays/medium", "overlays/large", "backfill", "queries"})
    void everyResourceIsReadByItsOwnClassAndTheOperatorTakesTheDeployment(String folder) throws Exception {
        Deployment deployment = Deployment.render(folder);
        assertThat(deployment.spec().path("flinkVersion").asText()).isEqualTo("v2_3");
        for (ObjectNode resource : deployment.withKnownFlink()) {
            assertThat(KubernetesClasses.read(resource)).as(Yaml.id(resource)).isNotNull();
        }
        assertThat(DefinedSchema.ofFlinkDeployments().problems(Deployment.withKnownFlink(deployment.flink()))).isEmpty();
        try (OperatorValidator validator = OperatorValidator.load()) {
            assertThat(validator.problem(known(deployment))).isEmpty();
        }
    }

    @Test
    void theseChecksNoticeWhatIsWrong() throws Exception {
        Deployment deployment = Deployment.render("overlays/small");
        ObjectNode unknown = known(deployment);
        ((ObjectNode) unknown.at("/spec/job")).put("upgrademode", "savepoint");
        assertThat(DefinedSchema.ofFlinkDeployments().problems(unknown)).containsExactly("spec.job.upgrademode is unknown");
        ObjectNode misspelt = known(deployment);
        ((ObjectNode) misspelt.at("/spec/podTemplate/spec/containers/0/securityContext")).put("readonlyRootFilesystem", true);
        assertThatThrownBy(() -> KubernetesClasses.read(misspelt)).hasMessageContaining("readonlyRootFilesystem");
        ObjectNode withoutSavepoints = known(deployment);
        ((ObjectNode) withoutSavepoints.at("/spec/flinkConfiguration")).remove("state.savepoints.dir");
        try (OperatorValidator validator = OperatorValidator.load()) {
            assertThat(validator.problem(withoutSavepoints).map(Object::toString).orElse("")).contains("savepoint");
        }
    }

    /** As the validator's Flink knows it, whose settings have other names. */
    private static ObjectNode known(Deployment deployment) {
        ObjectNode resource = Deployment.withKnownFlink(deployment.flink());
        ObjectNode settings = (ObjectNode) resource.at("/spec/flinkConfiguration");
        if (settings.has("execution.checkpointing.dir")) {
            settings.set("state.checkpoints.dir", settings.get("execution.checkpointing.dir"));
            settings.set("state.savepoints.dir", settings.get("execution.checkpointing.savepoint-dir"));
        }
        return resource;
    }

    private static List<ObjectNode> allOfKind(String kind) throws IOException {
        try (Stream<Path> files = Files.walk(K8S)) {
            List<Path> manifests = files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
            List<ObjectNode> found = new ArrayList<>();
            for (Path file : manifests) {
                Yaml.read(file).stream().filter(resource -> resource.path("kind").asText().equals(kind)).forEach(found::add);
            }
            return found;
        }
    }
}
