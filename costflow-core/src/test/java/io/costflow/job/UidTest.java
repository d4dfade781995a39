package io.costflow.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.settings.DatabaseSettings;
import io.costflow.settings.LakeSettings;
import io.costflow.settings.RunSettings;
import io.costflow.settings.Settings;
import io.costflow.settings.DayRange;
import java.lang.reflect.Field;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;

/** State finds its operator by the operator's uid: this list may grow, but no uid may ever change or go. */
class UidTest {

    private static final List<String> EVER = List.of(
            "inventory", "reference", "days", "cluster-days", "cloud-days", "publish-clusters", "publish-clouds", "correlation", "publish-correlation",
            "month-days", "months", "publish-months", "reports");

    @Test
    void everyOperatorHasItsUid() throws Exception {
        try (LocalRun run = LocalRun.begin(new CollectedRun())) {
            StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment(new Configuration());
            FlinkJob.topology(environment, settings(), run.warnings()).sinkTo(run.reports()).name("Reports").uid(Uids.REPORTS);
            assertThat(environment.getStreamGraph().getStreamNodes())
                    .as("every operator, whoever made it")
                    .extracting(StreamNode::getTransformationUID)
                    .containsExactlyInAnyOrderElementsOf(EVER);
        }
    }

    @Test
    void theListOfUidsIsWhatItWas() throws Exception {
        List<String> uids = new ArrayList<>();
        for (Field field : Uids.class.getDeclaredFields()) {
            uids.add((String) field.get(null));
        }
        assertThat(uids).containsExactlyInAnyOrderElementsOf(EVER).doesNotHaveDuplicates();
    }

    private static Settings settings() {
        return new Settings(
                new LakeSettings("file:///lake", null, null, null, true),
                new DatabaseSettings("jdbc:postgresql://localhost/koku", "koku", null, Duration.ZERO),
                new DayRange(LocalDate.of(2025, 10, 1), LocalDate.of(2025, 10, 31)),
                List.of(),
                RunSettings.bounded(2, false, Duration.ZERO));
    }
}
