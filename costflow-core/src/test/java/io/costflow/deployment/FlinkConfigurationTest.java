package io.costflow.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessSpec;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.junit.jupiter.api.Test;

/** {@code flink-conf/config.yaml}, read as Flink reads it. */
class FlinkConfigurationTest {

    private static final Path FOLDER = Path.of("flink-conf");

    private final Configuration configuration = GlobalConfiguration.loadConfiguration(FOLDER.toString());

    @Test
    void everyKeyIsAnOptionOfThisFlinkWithAValueThatIsNotTheDefault() throws Exception {
        FlinkOptions options = FlinkOptions.load();
        for (Map.Entry<String, String> setting : configuration.toMap().entrySet()) {
            if (options.isOfPlugin(setting.getKey())) {
                continue;
            }
            ConfigOption<?> option = options.option(setting.getKey())
                    .orElseThrow(() -> new AssertionError(setting.getKey() + " is not an option of this Flink, or a deprecated one."));
            Configuration alone = new Configuration();
            alone.setString(option.key(), setting.getValue());
            assertThat((Object) alone.get(option)).as(setting.getKey()).isNotNull().isNotEqualTo(option.defaultValue());
        }
    }

    @Test
    void everySettingHasItsReasonInACommentAbove() throws Exception {
        List<String> lines = Files.readAllLines(FOLDER.resolve("config.yaml"));
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).matches("[a-z].*")) {
                assertThat(lines.get(i - 1)).as("the line above " + lines.get(i)).startsWith("# ");
            }
        }
    }

    @Test
    void aTaskManagerHasTheHeapThatWasMeasured() {
        TaskExecutorProcessSpec memory = TaskExecutorProcessUtils.processSpecFromConfig(configuration);
        assertThat(memory.getJvmHeapMemorySize()).isGreaterThan(MemorySize.ofMebiBytes(1024));
    }

    @Test
    void stateIsSplitByTheNumberThatTheJobInsistsOn() {
        assertThat(configuration.get(PipelineOptions.MAX_PARALLELISM)).isEqualTo(720);
    }
}
