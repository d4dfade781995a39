package io.costflow.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.testbed.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/metrics.md says what the catalogue says. With {@code -Dcostflow.docs.write=true} the page is written instead of compared. */
class MetricsPageTest {

    private static final Path PAGE = Checkout.path("docs", "metrics.md");

    private static final String INTRODUCTION = """
            # Metrics

            <!-- Written by MetricsPageTest from CostflowMetric: mvn test -Dtest=MetricsPageTest -Dcostflow.docs.write=true -->

            Flink reports Costflow's metrics, and its own, through the reporters that its configuration names (`metrics.reporters`). A continuous run on one
            machine has none, and prints what happens instead. `k8s/monitoring` has a [dashboard](../k8s/monitoring/dashboard.json) and
            [alerts](../k8s/monitoring/prometheus-rule.yaml) for Prometheus; the [runbook](runbook.md) says what to do when one of them fires.

            ## How to read them

            * **Names.** In Prometheus a name follows the prefix of its place. Those by source have `source_` in between:
              `flink_taskmanager_job_task_operator_rowsWritten` is of all sources,
              `flink_taskmanager_job_task_operator_source_rowsWritten{source="..."}` of one. The names hold for Flink's own scope formats (`metrics.scope.*` not set).
            * **Subtasks.** What is registered in each subtask is added up: `sum(...)`. Of a ratio, such as `takeoverDifference`, the largest counts:
              `max(...)`.
            * **Counters** begin at 0 with their operator, so after a restart: use `increase(...)` and `rate(...)`. Flink tells Prometheus that all of its
              counters are gauges; that does not matter.
            * **Means.** `...Millis` that are counters are divided by the days they are about:
              `sum(rate(..._revisionLagMillis[10m])) / sum(rate(..._daysOfNewFiles[10m]))`.
            * **After a failure.** What the job manager registers is dropped and registered again when the job restarts as a whole. What comes from a poll
              (`daysPending`, `daysInTables` and the like) is missing until the first poll has ended, and is never 0 for lack of one. Single tasks that restart
              leave the job manager's metrics alone.
            * **State.** `held...` are what Costflow holds, stage by stage. Flink's `flink_jobmanager_job_lastCheckpointFullSize` is all of it, as it is
              stored. With the RocksDB backend, `state.backend.rocksdb.metrics.*` show each state of each operator besides; they cost some time and are off by default.

            ## By source

            Each process that has metrics by source tells %d sources apart, by the `source` label: the source's UUID, with `_` for `-` unless
            `metrics.reporter.prom.filterLabelValueCharacters` is `false`. All further ones count together as `source="other"`.

            * In the job manager all sources are known, and up to that many are distinguished. The metrics of a source that is removed or paused are dropped at the
              next poll.
            * Publish learns of a source with the first of its days. Each of its subtasks tells apart those that it came across first, and keeps them until it
              restarts: Flink does not tell it that a source has left. With more than %d sources a source may have a name in one subtask and not in the next;
              then rely on the job manager's, which are whole.
            """;

    @Test
    void thePageSaysWhatTheCatalogueSays() throws IOException {
        String page = page();
        if (Boolean.getBoolean("costflow.docs.write")) {
            Files.writeString(PAGE, page);
        }
        assertThat(PAGE).hasContent(page);
    }

    @Test
    void noTwoMetricsShareAName() {
        assertThat(CostflowMetric.values()).extracting(CostflowMetric::id).doesNotHaveDuplicates();
    }

    @Test
    void everyMeaningIsAFullSentenceOfATable() {
        assertThat(CostflowMetric.values()).allSatisfy(metric -> assertThat(metric.meaning()).matches("[A-Z][^|\\n]+\\."));
    }

    private static String page() {
        StringBuilder page = new StringBuilder(INTRODUCTION.formatted(SourceMetrics.NAMED, SourceMetrics.NAMED));
        for (MetricPlace place : MetricPlace.values()) {
            List<CostflowMetric> metrics = Arrays.stream(CostflowMetric.values()).filter(metric -> metric.place() == place).toList();
            page.append("\n## Of ").append(place.title()).append("\n\n`").append(place.prefix()).append("...`\n\n")
                    .append("| metric | kind | unit | by source | meaning |\n| --- | --- | --- | --- | --- |\n")
                    .append(metrics.stream().map(MetricsPageTest::row).collect(Collectors.joining()));
        }
        return page.toString();
    }

    private static String row(CostflowMetric metric) {
        String bySource = switch (metric.breakdown()) {
            case TOTAL -> "no";
            case SOURCE_TOO -> "too";
            case SOURCE_ONLY -> "only";
        };
        return "| `" + metric.id() + "` | " + metric.kind().name().toLowerCase() + " | " + metric.unit() + " | " + bySource + " | " + metric.meaning() + " |\n";
    }
}
