package io.costflow.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.costflow.settings.RunArguments;
import io.costflow.settings.RunSettings.Mode;
import io.costflow.settings.Settings;
import io.costflow.settings.SettingsReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What k8s/queries resolves to, besides what is true of every FlinkDeployment there. {@link SqlGatewayIT} runs it. */
class QueriesTest {

    private static Deployment queries;
    private static JsonNode pod;
    private static JsonNode gateway;

    @TempDir
    private Path folder;

    @BeforeAll
    static void render() throws IOException {
        queries = Deployment.render("queries");
        pod = queries.ofKind("Deployment").at("/spec/template");
        gateway = pod.at("/spec/containers/0");
    }

    private static Map<String, JsonNode> environment(JsonNode container) {
        Map<String, JsonNode> variables = new TreeMap<>();
        container.path("env").forEach(variable -> variables.put(variable.path("name").asText(), variable));
        return variables;
    }

    private static ObjectNode resource(String id) {
        return queries.resources().stream().filter(resource -> Yaml.id(resource).equals(id)).findFirst().orElseThrow();
    }

    @Test
    void theClusterHasNoJobAndNoStateAndEndsWhatFails() {
        assertThat(queries.flink().at("/metadata/name").asText()).isEqualTo("costflow-queries");
        assertThat(queries.spec().has("job")).isFalse();
        assertThat(queries.settings()).containsEntry("restart-strategy.type", "none");
        assertThat(queries.settings().keySet()).noneMatch(key -> key.startsWith("high-availability") || key.startsWith("execution.checkpointing"));
        assertThat(gateway.path("args")).extracting(JsonNode::asText).contains("-Drestart-strategy.type=none", "-Dexecution.runtime-mode=batch");
    }

    @Test
    void theGatewayIsOfTheClustersImageAndHasTheSameRights() {
        assertThat(gateway.path("image")).isEqualTo(queries.spec().path("image"));
        assertThat(gateway.path("securityContext")).isEqualTo(queries.container().path("securityContext"));
        assertThat(pod.at("/spec/securityContext")).isEqualTo(queries.spec().at("/podTemplate/spec/securityContext"));
        assertThat(pod.at("/spec/automountServiceAccountToken").asBoolean(true)).isFalse();
        assertThat(gateway.path("volumeMounts")).extracting(mount -> mount.path("mountPath").asText()).contains("/tmp", "/opt/flink/log", "/var/lib/flink");
    }

    @Test
    void theGatewayFindsTheClusterAndOthersFindTheGateway() {
        assertThat(gateway.path("args")).extracting(JsonNode::asText).contains("-Drest.address=" + queries.flink().at("/metadata/name").asText() + "-rest");
        assertThat(gateway.path("args")).extracting(JsonNode::asText)
                .contains("-Dsql-gateway.endpoint.rest.address=" + queries.ofKind("Service").at("/metadata/name").asText());
        assertThat(pod.at("/metadata/labels").properties()).containsAll(queries.ofKind("Service").at("/spec/selector").properties());
    }

    @Test
    void onlyPodsThatAreLabelledForItReachTheGateway() {
        JsonNode ingress = resource("networking.k8s.io/v1/NetworkPolicy/costflow-gateway-queries").at("/spec/ingress");
        assertThat(ingress).hasSize(1);
        assertThat(ingress.at("/0/from")).hasSize(1);
        assertThat(ingress.at("/0/from/0/podSelector/matchLabels/costflow.io~1may-ask").asText()).isEqualTo("true");
        JsonNode around = resource("networking.k8s.io/v1/NetworkPolicy/costflow-queries").at("/spec");
        assertThat(pod.at("/metadata/labels").properties()).containsAll(around.at("/podSelector/matchLabels").properties());
        assertThat(queries.spec().at("/podTemplate/metadata/labels").properties()).containsAll(around.at("/podSelector/matchLabels").properties());
        assertThat(around.path("ingress")).noneMatch(rule -> rule.path("ports").toString().contains("8083"));
    }

    @Test
    void secretsAreThoseForQueriesAndOnlyTheGatewayHasTheDatabases() throws Exception {
        for (JsonNode container : new JsonNode[] {gateway, queries.container()}) {
            assertThat(environment(container).values()).filteredOn(variable -> variable.has("valueFrom")).isNotEmpty()
                    .allSatisfy(variable -> assertThat(variable.at("/valueFrom/secretKeyRef/name").asText()).isEqualTo("costflow-queries-credentials"));
            assertThat(environment(container).keySet()).filteredOn(name -> !environment(container).get(name).has("valueFrom"))
                    .isSubsetOf("HADOOP_CLASSPATH", "JVM_ARGS", "COSTFLOW_DATABASE_USER");
        }
        assertThat(environment(queries.container())).doesNotContainKey("COSTFLOW_DATABASE_PASSWORD");

        String mounted = pod.at("/spec/volumes/0/configMap/name").asText();
        Path file = Files.writeString(folder.resolve("costflow.yaml"), resource("v1/ConfigMap/" + mounted).at("/data/costflow.yaml").asText());
        String user = environment(gateway).get("COSTFLOW_DATABASE_USER").path("value").asText();
        Map<String, String> variables = Map.of("COSTFLOW_DATABASE_PASSWORD", "from the secret", "COSTFLOW_DATABASE_USER", user);
        Settings settings = SettingsReader.read(file, variables, Map.of(), new RunArguments(Mode.CONTINUOUS, false, false, true));
        assertThat(settings.database().user()).isEqualTo("costflow_queries");
    }

    @Test
    void everySessionHasTheCatalogAndItOnlyReads() {
        String mounted = pod.at("/spec/volumes/1/configMap/name").asText();
        JsonNode catalogs = resource("v1/ConfigMap/" + mounted).path("data");
        assertThat(catalogs.properties()).extracting(Map.Entry::getKey).containsExactly("costflow.yaml");
        assertThat(catalogs.path("costflow.yaml").asText()).contains("type: costflow", "config: /opt/costflow/costflow.yaml").doesNotContain("\nwrite:");
        assertThat(gateway.path("args")).extracting(JsonNode::asText).contains("-Dtable.catalog-store.file.path=/opt/costflow-catalogs");
        assertThat(gateway.path("volumeMounts")).anySatisfy(mount -> {
            assertThat(mount.path("mountPath").asText()).isEqualTo("/opt/costflow-catalogs");
            assertThat(mount.path("readOnly").asBoolean()).isTrue();
        });
    }

    @Test
    void everyProcessHasTheJobsJarOnItsClassPath() {
        for (JsonNode container : new JsonNode[] {gateway, queries.container()}) {
            assertThat(environment(container).get("HADOOP_CLASSPATH").path("value").asText()).isEqualTo("/opt/flink/usrlib/costflow-job.jar");
        }
    }
}
