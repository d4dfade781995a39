package io.costflow.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.costflow.testbed.Checkout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code flink-conf/log4j-console.properties} in both layouts, and the logging of a run on one machine, each in a process. */
class LogLayoutTest {

    /** What Flink's coordinators say of each checkpoint that could not begin because its storage refuses. */
    private static final Exception UNSEEN = new IllegalStateException("Trying to open gateway for unseen checkpoint: latest known checkpoint = 2, incoming checkpoint = 3");

    @Test
    void linesAreTextUnlessJsonIsAskedFor() throws Exception {
        List<String> lines = logged(null);
        assertThat(lines.get(0)).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z INFO  i\\.c\\.Said \\[main] a \"quoted\"");
        assertThat(lines).anyMatch(line -> line.startsWith("java.lang.IllegalStateException: no\tway")).anyMatch(line -> line.startsWith("\tat "));
    }

    @Test
    void anEventIsOneJsonObjectALine() throws Exception {
        List<String> lines = logged("json");
        assertThat(lines).hasSize(4);
        JsonNode first = new ObjectMapper().readTree(lines.get(0));
        assertThat(first.path("message").asText()).isEqualTo("a \"quoted\"\nmessage");
        assertThat(first.path("level").asText()).isEqualTo("INFO");
        assertThat(first.path("logger").asText()).isEqualTo("io.costflow.Said");
        JsonNode second = new ObjectMapper().readTree(lines.get(1));
        assertThat(second.path("exception").asText()).contains("java.lang.IllegalStateException: no\tway", "\n\tat ");
        assertThat(new ObjectMapper().readTree(lines.get(3)).path("exception").asText().strip()).isEqualTo(UNSEEN.toString());
    }

    @Test
    void checkpointsThatCannotBeginTakeTwoLinesAMinute() throws Exception {
        assertThat(logged(null)).filteredOn(line -> line.contains("unseen")).hasSize(2)
                .allMatch(line -> line.endsWith(" " + UNSEEN));
    }

    @Test
    void aRunOnOneMachineSaysThemAsBriefly() throws Exception {
        List<String> lines = logged(Checkout.path("costflow-core", "src", "main", "resources", "log4j2.properties"), null);
        assertThat(lines).filteredOn(line -> line.contains("unseen")).hasSize(2).allMatch(line -> line.endsWith(" " + UNSEEN));
        assertThat(lines).filteredOn(line -> line.startsWith("\tat ")).isNotEmpty();
    }

    private static List<String> logged(String layout) throws IOException, InterruptedException {
        return logged(Checkout.path("flink-conf", "log4j-console.properties"), layout);
    }

    /** @param layout what is asked for, or null */
    private static List<String> logged(Path configuration, String layout) throws IOException, InterruptedException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        ProcessBuilder builder = new ProcessBuilder(
                java.toString(), "-XX:TieredStopAtLevel=1", "-Dlog4j2.configurationFile=" + configuration, "-cp",
                System.getProperty("java.class.path"), LogLayoutTest.class.getName());
        if (layout == null) {
            builder.environment().remove("COSTFLOW_LOG_LAYOUT");
        } else {
            builder.environment().put("COSTFLOW_LOG_LAYOUT", layout);
        }
        Process process = builder.redirectErrorStream(true).start();
        List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        assertThat(process.waitFor()).isZero();
        return lines;
    }

    /** What the process does. */
    public static void main(String[] arguments) {
        Logger log = LoggerFactory.getLogger("io.costflow.Said");
        log.info("a \"quoted\"\nmessage");
        log.warn("failed", new IllegalStateException("no\tway"));
        Logger rpc = LoggerFactory.getLogger("org.apache.flink.runtime.rpc.pekko.FencedPekkoRpcActor");
        for (int i = 0; i < 10; i++) {
            rpc.error("Caught exception while executing runnable in main thread.", UNSEEN);
        }
    }
}
