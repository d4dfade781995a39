package io.costflow.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.costflow.provider.Providers;
import io.costflow.settings.RunArguments;
import io.costflow.settings.RunSettings.Mode;
import io.costflow.settings.Settings;
import io.costflow.settings.SettingsReader;
import io.costflow.testbed.Checkout;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.TaskManagerOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the overlays resolve to. */
class OverlaysTest {

    private static final Path FLINK_CONF = Checkout.path("flink-conf");

    /** What the operator sets from a deployment's {@code resource}. */
    private static final List<String> OF_RESOURCES = List.of("jobmanager.memory.process.size", "taskmanager.memory.process.size");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"small, 2, 2, 2048m, 3072m", "medium, 4, 2, 2048m, 4096m", "large, 16, 4, 4096m, 8192m"})
    void aSizeHasItsMemoryAndItsSubtasks(String size, int parallelism, int slots, String jobManager, String taskManager) throws Exception {
        Deployment deployment = Deployment.render("overlays/" + size);
        assertThat(deployment.spec().at("/job/parallelism").asInt()).isEqualTo(parallelism);
        assertThat(720 % parallelism).as("key groups that are left over").isZero();
        assertThat(parallelism % slots).as("slots that stay empty").isZero();
        assertThat(deployment.settings()).containsEntry(TaskManagerOptions.NUM_TASK_SLOTS.key(), String.valueOf(slots));
        assertThat(deployment.spec().at("/jobManager/resource/memory").asText()).isEqualTo(jobManager);
        assertThat(deployment.spec().at("/taskManager/resource/memory").asText()).isEqualTo(taskManager);
    }

    @ParameterizedTest
    @ValueSource(strings = {"small", "medium", "large"})
    void theContinuousJobIsUpgradedBySavepointAndKeepsItsStateOnS3(String size) throws Exception {
        Deployment deployment = Deployment.render("overlays/" + size);
        assertThat(deployment.spec().at("/job/upgradeMode").asText()).isEqualTo("savepoint");
        assertThat(deployment.spec().at("/job/args")).extracting(JsonNode::asText).containsSequence("--mode", "continuous");
        assertThat(deployment.settings())
                .containsEntry("high-availability.type", "kubernetes")
                .containsEntry("high-availability.storageDir", "s3://costflow-state/ha")
                .containsEntry("execution.checkpointing.dir", "s3://costflow-state/checkpoints")
                .containsEntry("execution.checkpointing.savepoint-dir", "s3://costflow-state/savepoints")
                .containsEntry("s3.endpoint", "https://s3.example.com");
    }

    @Test
    void theBackfillIsADeploymentOfItsOwnWithoutState() throws Exception {
        Deployment deployment = Deployment.render("backfill");
        assertThat(deployment.resources()).extracting(resource -> resource.path("kind").asText()).containsExactlyInAnyOrder("FlinkDeployment", "ConfigMap");
        assertThat(deployment.flink().at("/metadata/name").asText()).isEqualTo("costflow-backfill");
        assertThat(deployment.spec().at("/job/upgradeMode").asText()).isEqualTo("stateless");
        assertThat(deployment.spec().at("/job/args")).extracting(JsonNode::asText).doesNotContain("--mode");
        assertThat(deployment.settings().keySet()).noneMatch(key -> key.startsWith("high-availability") || key.startsWith("execution.checkpointing"));
    }

    @Test
    void flinkIsSetAndLogsAsTheImageDoes() throws Exception {
        Deployment deployment = Deployment.render("overlays/small");
        Map<String, String> image = new TreeMap<>(GlobalConfiguration.loadConfiguration(FLINK_CONF.toString()).toMap());
        assertThat(MemorySize.parse(image.get("taskmanager.memory.process.size"))).isEqualTo(MemorySize.parse("3072m"));
        image.keySet().removeAll(OF_RESOURCES);
        assertThat(deployment.settings()).containsAllEntriesOf(image);
        assertThat(deployment.spec().at("/logConfiguration/log4j-console.properties").asText())
                .isEqualTo(Files.readString(FLINK_CONF.resolve("log4j-console.properties")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"overlays/small", "overlays/medium", "overlays/large", "backfill", "queries"})
    void everySettingIsAnOptionOfThisFlinkOrOfTheOperator(String name) throws Exception {
        FlinkOptions options = FlinkOptions.load();
        List<String> ofOperator = operatorOptions();
        for (String key : Deployment.render(name).settings().keySet()) {
            assertThat(options.isOfPlugin(key) || options.option(key).isPresent() || ofOperator.contains(key)).as(key + " is known").isTrue();
        }
    }

    private static List<String> operatorOptions() throws IOException {
        try (InputStream options = OverlaysTest.class.getResourceAsStream("/operator-1.15/options.txt")) {
            return new String(options.readAllBytes(), StandardCharsets.UTF_8).lines().filter(line -> !line.startsWith("#")).toList();
        }
    }

    /** The operator waits for a savepoint as long as a checkpoint may take: minutes are enough for the state of the small size only. */
    @ParameterizedTest
    @CsvSource({"small, 10", "medium, 60", "large, 60"})
    void aSavepointHasTheTimeThatTheStateOfTheSizeNeeds(String size, int minutes) throws Exception {
        Configuration configuration = Configuration.fromMap(Deployment.render("overlays/" + size).settings());
        assertThat(configuration.get(CheckpointingOptions.CHECKPOINTING_TIMEOUT)).isEqualTo(Duration.ofMinutes(minutes));
        assertThat(configuration.toMap()).containsEntry("kubernetes.operator.savepoint.format.type", "NATIVE")
                .containsEntry("kubernetes.operator.savepoint.dispose-on-delete", "true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"overlays/small", "overlays/medium", "overlays/large", "backfill"})
    void secretsAreReferredToAndCostflowReadsItsConfigurationWithThem(String name) throws Exception {
        Deployment deployment = Deployment.render(name);
        assertThat(deployment.resources()).noneMatch(resource -> resource.path("kind").asText().equals("Secret"));
        assertThat(deployment.container().path("env")).filteredOn(variable -> !variable.has("value")).isNotEmpty()
                .allSatisfy(variable -> assertThat(variable.at("/valueFrom/secretKeyRef/name").asText()).isEqualTo("costflow-credentials"));
        assertThat(deployment.spec().at("/podTemplate/spec/volumes/1/secret/secretName").asText()).isEqualTo("costflow-credentials");
        JsonNode passwordFile = deployment.container().at("/env/0");
        assertThat(passwordFile.path("value").asText()).isEqualTo(
                deployment.container().at("/volumeMounts/1/mountPath").asText() + "/" + deployment.spec().at("/podTemplate/spec/volumes/1/secret/items/0/path").asText());
        Pattern secret = Pattern.compile("password|secret|access[.-]?key|token");
        assertThat(deployment.settings().keySet()).noneMatch(key -> secret.matcher(key).find());

        String mounted = deployment.spec().at("/podTemplate/spec/volumes/0/configMap/name").asText();
        ObjectNode map = deployment.resources().stream().filter(resource -> Yaml.id(resource).equals("v1/ConfigMap/" + mounted)).findFirst().orElseThrow();
        Path file = Files.writeString(folder.resolve("costflow.yaml"), map.at("/data/costflow.yaml").asText());
        Path password = Files.writeString(folder.resolve("database-password"), "from the secret");
        Settings settings = SettingsReader.read(
                file, Map.of(passwordFile.path("name").asText(), password.toString()), Map.of(), new RunArguments(Mode.CONTINUOUS, false, false, true), Providers.types());
        assertThat(settings.database().password()).isEqualTo("from the secret");
        assertThat(settings.lake().secretKey()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"overlays/small", "overlays/medium", "overlays/large", "backfill", "queries"})
    void podsHaveNoMoreRightsThanTheyNeed(String name) throws Exception {
        Deployment deployment = Deployment.render(name);
        assertThat(deployment.spec().path("image").asText()).startsWith("registry.example.com/").doesNotEndWith(":latest");
        assertThat(deployment.spec().at("/podTemplate/spec/securityContext/runAsNonRoot").asBoolean()).isTrue();
        assertThat(deployment.spec().at("/podTemplate/spec/securityContext").has("runAsUser")).as("a user that OpenShift would refuse").isFalse();
        JsonNode container = deployment.container().path("securityContext");
        assertThat(container.path("readOnlyRootFilesystem").asBoolean()).isTrue();
        assertThat(container.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
        assertThat(container.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
        assertThat(deployment.container().path("volumeMounts")).extracting(mount -> mount.path("mountPath").asText())
                .contains("/tmp", "/opt/flink/log", deployment.settings().get("io.tmp.dirs"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"overlays/small", "overlays/medium", "overlays/large", "backfill", "queries", "../costflow-core/src/test/resources/k8s/options"})
    void kubectlRendersTheSame(String name) throws Exception {
        assumeTrue(isOnPath("kubectl"), "there is no kubectl here");
        Process kubectl = new ProcessBuilder("kubectl", "kustomize", Checkout.path("k8s", name).normalize().toString()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String rendered = new String(kubectl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(kubectl.waitFor()).isZero();
        assertThat(byId(Deployment.render(Checkout.path("k8s", name).normalize()).resources())).isEqualTo(byId(Yaml.read(rendered)));
    }

    private static Map<String, ObjectNode> byId(List<ObjectNode> resources) {
        Map<String, ObjectNode> sorted = new TreeMap<>();
        resources.forEach(resource -> sorted.put(Yaml.id(resource), resource));
        return sorted;
    }

    private static boolean isOnPath(String command) throws IOException {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)).anyMatch(path -> Files.isExecutable(Path.of(path, command)));
    }
}
