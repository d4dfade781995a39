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

/** {@code flink-conf/log4j-console.properties} in both layouts, each in a process. */
class LogLayoutTest {

    @Test
    void linesAreTextUnlessJsonIsAskedFor() throws Exception {
        List<String> lines = logged(null);
        assertThat(lines.get(0)).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z INFO  i\\.c\\.Said \\[main] a \"quoted\"");
        assertThat(lines).anyMatch(line -> line.startsWith("java.lang.IllegalStateException: no\tway"));
    }

    @Test
    void anEventIsOneJsonObjectALine() throws Exception {
        List<String> lines = logged("json");
        assertThat(lines).hasSize(2);
        JsonNode first = new ObjectMapper().readTree(lines.get(0));
        assertThat(first.path("message").asText()).isEqualTo("a \"quoted\"\nmessage");
        assertThat(first.path("level").asText()).isEqualTo("INFO");
        assertThat(first.path("logger").asText()).isEqualTo("io.costflow.Said");
        JsonNode second = new ObjectMapper().readTree(lines.get(1));
        assertThat(second.path("exception").asText()).contains("java.lang.IllegalStateException: no\tway", "\n\tat ");
    }

    /** @param layout what is asked for, or null */
    private static List<String> logged(String layout) throws IOException, InterruptedException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        ProcessBuilder builder = new ProcessBuilder(
                java.toString(), "-XX:TieredStopAtLevel=1", "-Dlog4j2.configurationFile=" + Checkout.path("flink-conf", "log4j-console.properties"), "-cp",
                System.getProperty("java.class.path"), LogLayoutTest.class.getName());
        if (layout == null) {
            builder.environment().remove("COSTFLOW_LOG_LAYOUT");
        } else {
            builder.environment().put("COSTFLOW_LOG_LAYOUT", layout);
        }
        Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        assertThat(process.waitFor()).isZero();
        return lines;
    }

    /** What the process does. */
    public static void main(String[] arguments) {
        Logger log = LoggerFactory.getLogger("io.costflow.Said");
        log.info("a \"quoted\"\nmessage");
        log.warn("failed", new IllegalStateException("no\tway"));
    }
}
