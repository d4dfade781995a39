package io.costflow.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.metrics.Counter;
import org.junit.jupiter.api.Test;

class SourceMetricsTest {

    private final RegisteredMetrics registered = new RegisteredMetrics();
    private final SourceMetrics<Counter> metrics =
            new SourceMetrics<>(MetricScope.ofOperator(registered.group()), own -> own.counter(CostflowMetric.ROWS_WRITTEN));

    @Test
    void sourcesAreToldApart() {
        metrics.of("s1").inc(1);
        metrics.of("s2").inc(2);
        metrics.of("s1").inc(3);

        assertThat(registered.values()).isEqualTo(Map.of("rowsWritten of s1", 4L, "rowsWritten of s2", 2L));
    }

    @Test
    void sourcesBeyondTheLimitCountTogether() {
        Set<String> named = sources(SourceMetrics.NAMED);
        named.forEach(source -> metrics.of(source).inc());
        metrics.of("one too many").inc(2);
        metrics.of("and another").inc(3);

        assertThat(registered.values()).hasSize(SourceMetrics.NAMED + 1).containsEntry("rowsWritten of other", 5L);
        assertThat(metrics.nameOf("one too many")).isEqualTo("other");
        assertThat(named).allMatch(source -> metrics.nameOf(source).equals(source));
    }

    @Test
    void whatASourceThatHasLeftCountedIsDropped() {
        metrics.of("s1").inc(1);
        metrics.of("s2").inc(2);

        metrics.keepOnly(Set.of("s2"));
        assertThat(registered.values()).isEqualTo(Map.of("rowsWritten of s2", 2L));

        metrics.of("s1").inc(7);
        assertThat(registered.values()).as("it comes back, and begins anew").isEqualTo(Map.of("rowsWritten of s1", 7L, "rowsWritten of s2", 2L));
    }

    @Test
    void aSourceThatLeavesGivesItsPlaceToAnother() {
        Set<String> all = new TreeSet<>(sources(SourceMetrics.NAMED + 1));
        all.forEach(source -> metrics.of(source).inc());
        assertThat(registered.values()).containsKey("rowsWritten of other");

        all.remove(all.iterator().next());
        metrics.keepOnly(all);
        all.forEach(source -> metrics.of(source).inc());

        assertThat(registered.values()).hasSize(SourceMetrics.NAMED).doesNotContainKey("rowsWritten of other");
    }

    private static Set<String> sources(int count) {
        return IntStream.range(0, count).mapToObj(i -> "s" + (1000 + i)).collect(Collectors.toCollection(TreeSet::new));
    }
}
