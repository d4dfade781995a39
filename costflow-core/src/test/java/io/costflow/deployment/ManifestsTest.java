package io.costflow.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.costflow.testbed.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The manifests under {@code k8s/}, read as strictly as they can be: by Kubernetes' classes and by the operator's custom resource definition. */
class ManifestsTest {

    private static final Path K8S = Checkout.path("k8s");

    @Test
    void everyFileOfAFlinkDeploymentFollowsTheDefinition() throws Exception {
        List<ObjectNode> deployments = allOfKind("FlinkDeployment");
        assertThat(deployments).hasSizeGreaterThan(5);
        for (ObjectNode deployment : deployments) {
            removeNulls(deployment);
            assertThat(DefinedSchema.ofFlinkDeployments().problems(deployment)).isEmpty();
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
    void everyResourceIsReadByItsOwnClassAndTheDeploymentFollowsTheDefinition(String folder) throws Exception {
        Deployment deployment = Deployment.render(folder);
        assertThat(deployment.spec().path("flinkVersion").asText()).isEqualTo("v2_2");
        for (ObjectNode resource : deployment.resources()) {
            if (resource != deployment.flink()) {
                assertThat(KubernetesClasses.read(resource)).as(Yaml.id(resource)).isNotNull();
            }
        }
        assertThat(DefinedSchema.ofFlinkDeployments().problems(deployment.flink())).isEmpty();
    }

    @Test
    void theseChecksNoticeWhatIsWrong() throws Exception {
        ObjectNode unknown = Deployment.render("overlays/small").flink();
        ((ObjectNode) unknown.at("/spec/job")).put("upgrademode", "savepoint");
        assertThat(DefinedSchema.ofFlinkDeployments().problems(unknown)).containsExactly("spec.job.upgrademode is unknown");
        ObjectNode misspelt = Deployment.render("overlays/small").flink();
        ((ObjectNode) misspelt.at("/spec/podTemplate/spec/containers/0/securityContext")).put("readonlyRootFilesystem", true);
        assertThat(DefinedSchema.ofFlinkDeployments().problems(misspelt))
                .containsExactly("spec.podTemplate.spec.containers[].securityContext.readonlyRootFilesystem is unknown");
        ObjectNode newer = Deployment.render("overlays/small").flink();
        ((ObjectNode) newer.path("spec")).put("flinkVersion", "v2_3");
        assertThat(DefinedSchema.ofFlinkDeployments().problems(newer)).singleElement().asString().startsWith("spec.flinkVersion must be one of");
        ObjectNode account = Deployment.render("overlays/small").ofKind("ServiceAccount");
        account.put("automountServiceAccounttoken", false);
        assertThatThrownBy(() -> KubernetesClasses.read(account)).hasMessageContaining("automountServiceAccounttoken");
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
