package io.costflow.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LabelTextTest {
    @Test
    void labelsAreWrittenAsPythonWritesThem() {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("team", "café \"noir\"");
        labels.put("app", "");

        assertThat(LabelText.of(labels)).isEqualTo("{\"team\": \"caf\\u00e9 \\\"noir\\\"\", \"app\": \"\"}");
        assertThat(LabelText.of(Map.of())).isEqualTo("{}");
    }
}
