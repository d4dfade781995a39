package io.costflow.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.costflow.testbed.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code charts/costflow} renders: the same objects as {@code k8s/}, and what values change in them. */
class ChartTest {

    /** The policies under k8s/ open the ports of every S3 server that is known; the chart those of the addresses that it is given. */
    private static final String PORTS = "networkPolicy: {extraPorts: [7480, 8080, 8443, 9000]}\n";
    private static final String EVERYTHING = """
            serve: {enabled: true, tls: {existingSecret: endpoint-tls}, users: {existingSecret: endpoint-users}}
            queries: {enabled: true}
            backfill: {enabled: true}
            grants: {enabled: true}
            trustedAuthorities: {openshiftServiceCa: true}
            internalTls: {existingSecret: costflow-internal-tls}
            jsonLogs: true
            spreadTaskManagers: true
            priorityClassName: batch
            imagePullSecrets: [{name: registry}]
            """;
    private static final String HASH = "-[a-z0-9]{10}$";

    @ParameterizedTest
    @ValueSource(strings = {"small", "medium", "large"})
    void aSizeIsTheOverlayOfItsName(String size) throws Exception {
        Map<String, ObjectNode> expected = alike(Deployment.render("overlays/" + size).resources());
        assertThat(alike(HelmChart.render(PORTS + "size: " + size).values())).isEqualTo(expected);
    }

    @Test
    void backfillAndQueriesAreThoseOfTheirFolders() throws Exception {
        Map<String, ObjectNode> rendered = alike(HelmChart.render(PORTS + "backfill: {enabled: true}\nqueries: {enabled: true}").values());
        for (String folder : List.of("backfill", "queries")) {
            assertThat(rendered).containsAllEntriesOf(alike(Deployment.render(folder).resources()));
        }
    }

    @Test
    void theEndpointIsThatOfItsComponent() throws Exception {
        Path folder = Checkout.path("costflow-core", "src", "test", "resources", "k8s", "serve");
        Map<String, ObjectNode> expected = alike(Deployment.render(folder).resources());
        Map<String, ObjectNode> rendered = alike(HelmChart.render(PORTS + "serve: {enabled: true}").values());
        for (String id : List.of("apps/v1/Deployment/costflow-serve", "v1/Service/costflow-serve", "networking.k8s.io/v1/NetworkPolicy/costflow-serve")) {
            assertThat(rendered.get(id)).as(id).isNotNull().isEqualTo(expected.get(id));
        }
        assertThat(rendered.get("v1/ConfigMap/costflow-config").at("/data/serve/mode").asText()).isEqualTo("costflow");
    }

    @Test
    void optionsAreThoseOfTheirComponents() throws Exception {
        Path folder = Checkout.path("costflow-core", "src", "test", "resources", "k8s", "options");
        Map<String, ObjectNode> expected = alike(Deployment.render(folder).resources());
        Map<String, ObjectNode> rendered = alike(HelmChart.render(PORTS + """
                serve: {enabled: true}
                trustedAuthorities: {openshiftServiceCa: true}
                internalTls: {existingSecret: costflow-internal-tls}
                spreadTaskManagers: true
                grants: {enabled: true}
                """).values());
        for (String id : List.of("apps/v1/Deployment/costflow-serve", "v1/ConfigMap/costflow-service-ca", "batch/v1/CronJob/costflow-grants", "v1/ConfigMap/costflow-grants")) {
            assertThat(rendered.get(id)).as(id).isNotNull().isEqualTo(expected.get(id));
        }
        // the component has no size
        JsonNode job = expected.get("flink.apache.org/v1beta1/FlinkDeployment/costflow").path("spec");
        assertThat(job(rendered).path("podTemplate")).isEqualTo(job.path("podTemplate"));
        assertThat(job(rendered).path("flinkConfiguration")).isEqualTo(job.path("flinkConfiguration"));
    }

    @Test
    void everyObjectIsReadByItsClassAndEveryDeploymentFollowsTheDefinition() throws Exception {
        for (ObjectNode object : HelmChart.render(EVERYTHING).values()) {
            if (object.path("kind").asText().equals("FlinkDeployment")) {
                assertThat(DefinedSchema.ofFlinkDeployments().problems(object)).as(Yaml.id(object)).isEmpty();
            } else {
                assertThat(KubernetesClasses.read(object)).as(Yaml.id(object)).isNotNull();
            }
        }
    }

    @Test
    void disconnectedSitesMirrorEveryImage() throws Exception {
        JsonNode mirrored = Yaml.read(Checkout.path("charts", "imageset.yaml")).get(0).at("/mirror/additionalImages");
        Set<String> used = new TreeSet<>();
        for (ObjectNode object : HelmChart.render(EVERYTHING).values()) {
            object.findValues("image").forEach(image -> used.add(image.asText()));
        }
        assertThat(used).isNotEmpty();
        assertThat(mirrored).extracting(image -> image.path("name").asText()).containsAll(used);
        assertThat(Files.readString(Checkout.path("Dockerfile"))).contains(mirrored.at("/3/name").asText());
    }

    @Test
    void theEndpointHasItsCertificateAndItsUsersFromSecrets() throws Exception {
        JsonNode pod = HelmChart.render("serve: {enabled: true, tls: {existingSecret: endpoint-tls}, users: {existingSecret: endpoint-users, key: password.db}}")
                .get("apps/v1/Deployment/costflow-serve").at("/spec/template/spec");
        assertThat(pod.at("/containers/0/args")).extracting(JsonNode::asText).endsWith(
                "-Dserve.tls.certificate-file=/opt/costflow-tls/tls.crt", "-Dserve.tls.key-file=/opt/costflow-tls/tls.key", "-Dserve.users-file=/opt/costflow-users/password.db");
        assertThat(pod.at("/containers/0/livenessProbe/httpGet/scheme").asText()).isEqualTo("HTTPS");
        assertThat(pod.path("volumes").findValuesAsText("secretName")).contains("endpoint-tls", "endpoint-users");
    }

    @Test
    void secretsOfOthersAreSharedByTheirNamesAndKeys() throws Exception {
        JsonNode pod = job(HelmChart.render("""
                s3: {existingSecret: cost-onprem-storage-credentials, accessKeyKey: access-key, secretKeyKey: secret-key}
                database: {existingSecret: costflow-role, passwordKey: password}
                """)).at("/podTemplate/spec");
        assertThat(pod.at("/containers/0/env/1/valueFrom/secretKeyRef").toString()).isEqualTo("{\"name\":\"cost-onprem-storage-credentials\",\"key\":\"access-key\"}");
        assertThat(pod.at("/containers/0/env/2/valueFrom/secretKeyRef").toString()).isEqualTo("{\"name\":\"cost-onprem-storage-credentials\",\"key\":\"secret-key\"}");
        assertThat(pod.at("/volumes/1/secret").toString()).isEqualTo("{\"secretName\":\"costflow-role\",\"items\":[{\"key\":\"password\",\"path\":\"database-password\"}]}");
    }

    @Test
    void withoutKeysPodsHaveTheIdentityOfTheirAccount() throws Exception {
        Map<String, ObjectNode> objects = HelmChart.render("""
                s3: {existingSecret: "", endpoint: "", pathStyleAccess: false}
                serviceAccount: {annotations: {eks.amazonaws.com/role-arn: "arn:aws:iam::123456789012:role/costflow"}}
                """);
        assertThat(job(objects).at("/podTemplate/spec/containers/0/env")).extracting(variable -> variable.path("name").asText())
                .containsExactly("COSTFLOW_DATABASE_PASSWORD_FILE");
        assertThat(job(objects).path("flinkConfiguration").properties()).extracting(Map.Entry::getKey).doesNotContain("s3.endpoint", "s3.path.style.access");
        assertThat(objects.get("v1/ServiceAccount/costflow").at("/metadata/annotations").toString()).contains("role/costflow");
        assertThat(portsOut(objects)).containsExactlyInAnyOrder(443, 6443, 5432);
    }

    @Test
    void portsOfThePolicyFollowFromTheAddresses() throws Exception {
        Map<String, ObjectNode> objects = HelmChart.render("""
                s3: {endpoint: "http://s4.s4-test.svc.cluster.local:7480"}
                database: {url: "jdbc:postgresql://a:6432,b:6432/koku?targetServerType=primary"}
                serve: {enabled: true, trinoUrl: "http://trino:8080"}
                """);
        assertThat(portsOut(objects)).containsExactlyInAnyOrder(443, 6443, 7480, 6432, 8080);
    }

    @Test
    void settingsOfFlinkAndOfCostflowWin() throws Exception {
        Map<String, ObjectNode> objects = HelmChart.render("""
                flinkConfiguration: {taskmanager.numberOfTaskSlots: 4, execution.checkpointing.min-pause: null}
                config: {window: {months: 1}, database: {pooler: transaction}}
                """);
        assertThat(job(objects).at("/flinkConfiguration/taskmanager.numberOfTaskSlots").asText()).isEqualTo("4");
        assertThat(job(objects).path("flinkConfiguration").has("execution.checkpointing.min-pause")).isFalse();
        JsonNode config = alike(objects.values()).get("v1/ConfigMap/costflow-config").path("data");
        assertThat(config.at("/window/months").asInt()).isEqualTo(1);
        assertThat(config.at("/database/pooler").asText()).isEqualTo("transaction");
        assertThat(config.at("/database/user").asText()).isEqualTo("costflow");
    }

    @Test
    void aChangeOfTheConfigurationChangesEveryPodThatReadsIt() throws Exception {
        String values = "serve: {enabled: true}\nqueries: {enabled: true}\nbackfill: {enabled: true}\n";
        Map<String, ObjectNode> before = HelmChart.render(values);
        Map<String, ObjectNode> after = HelmChart.render(values + "lake: {root: s3://other/data/parquet}");
        Set<String> changed = new TreeSet<>();
        after.forEach((id, object) -> {
            if (!object.equals(before.get(id))) {
                changed.add(id.substring(id.lastIndexOf('/') + 1));
            }
        });
        assertThat(changed).containsExactlyInAnyOrder("costflow", "costflow-backfill", "costflow-config", "costflow-gateway-queries", "costflow-serve");
    }

    @Test
    void alertsAndTheDashboardGoByTheNameOfTheRelease() throws Exception {
        Map<String, ObjectNode> objects = HelmChart.render("fullnameOverride: summaries");
        List<String> rules = objects.get("monitoring.coreos.com/v1/PrometheusRule/summaries").findValuesAsText("expr");
        assertThat(rules).anySatisfy(rule -> assertThat(rule).contains("app=~\".*summaries.*\""))
                .anySatisfy(rule -> assertThat(rule).contains("pod=~\".*summaries.*\""))
                .anySatisfy(rule -> assertThat(rule).contains("resourcens=~\".*costflow.*\""))
                .noneSatisfy(rule -> assertThat(rule).containsPattern("(app|pod)=~\"[.*]*costflow"));
        assertThat(objects.get("v1/ConfigMap/summaries-dashboard").at("/data/costflow.json").asText()).contains("app=~\\\"summaries.*\\\"").doesNotContain("=~\\\"costflow");
    }

    @Test
    void aSizeThatThereIsNotIsNamed() {
        assertThatThrownBy(() -> HelmChart.render("size: huge")).hasMessageContaining("the sizes are small, medium and large");
    }

    private static JsonNode job(Map<String, ObjectNode> objects) {
        return objects.get("flink.apache.org/v1beta1/FlinkDeployment/costflow").path("spec");
    }

    private static List<Integer> portsOut(Map<String, ObjectNode> objects) {
        JsonNode egress = objects.get("networking.k8s.io/v1/NetworkPolicy/costflow").at("/spec/egress");
        return egress.get(egress.size() - 1).path("ports").findValues("port").stream().map(JsonNode::asInt).toList();
    }

    /** Objects without what is said in two ways: Helm's labels, the namespace, the hash by which kustomize and the checksum by which the chart shows a change. */
    private static Map<String, ObjectNode> alike(Iterable<ObjectNode> objects) throws IOException {
        Map<String, ObjectNode> alike = new TreeMap<>();
        for (ObjectNode object : objects) {
            ObjectNode copy = (ObjectNode) normalized(object);
            ObjectNode metadata = (ObjectNode) copy.get("metadata");
            metadata.remove("namespace");
            if (metadata.get("labels") instanceof ObjectNode labels) {
                labels.properties().removeIf(label -> label.getKey().startsWith("app.kubernetes.io/") || label.getKey().startsWith("helm.sh/"));
                removeIfEmpty(metadata, "labels");
            }
            if (copy.at("/data/costflow.yaml").isTextual()) {
                copy.set("data", Yaml.read(copy.at("/data/costflow.yaml").asText()).get(0));
            }
            alike.put(Yaml.id(copy), copy);
        }
        return alike;
    }

    private static JsonNode normalized(JsonNode node) {
        if (node instanceof ObjectNode mapping) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            mapping.properties().forEach(field -> copy.set(field.getKey(), normalized(field.getValue())));
            copy.remove(List.of("imagePullPolicy", "checksum/config"));
            removeIfEmpty(copy, "annotations");
            return copy;
        }
        if (node instanceof ArrayNode list) {
            boolean unordered = list.path(0).has("port") || list.path(0).path("name").asText().startsWith("PG") || list.path(0).asText().startsWith("-D");
            List<JsonNode> elements = new ArrayList<>();
            list.forEach(element -> elements.add(normalized(element)));
            if (unordered) {
                elements.sort(Comparator.comparing(JsonNode::toString));
            }
            return JsonNodeFactory.instance.arrayNode().addAll(elements);
        }
        if (node instanceof TextNode text && text.asText().matches("costflow-(config|catalogs|grants)(-backfill|-queries)?" + HASH)) {
            String name = text.asText().replaceFirst(HASH, "");
            return TextNode.valueOf(name.startsWith("costflow-config") ? "costflow-config" : name);
        }
        return node;
    }

    private static void removeIfEmpty(ObjectNode mapping, String field) {
        if (mapping.has(field) && mapping.get(field).isEmpty()) {
            mapping.remove(field);
        }
    }
}
