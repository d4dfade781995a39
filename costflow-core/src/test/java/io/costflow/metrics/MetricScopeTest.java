package io.costflow.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;

class MetricScopeTest {

    private final RegisteredMetrics registered = new RegisteredMetrics();

    @Test
    void anEnumeratorsMetricsReplaceThoseOfTheOneBefore() {
        MetricScope before = MetricScope.ofEnumerator(registered.group(), "inventory");
        before.gauge(CostflowMetric.DAYS_PLANNED, () -> 1);
        before.gauge(CostflowMetric.SOURCES, () -> 1);
        before.counter(CostflowMetric.LISTINGS_FAILED).inc(3);

        MetricScope after = MetricScope.ofEnumerator(registered.group(), "inventory");
        after.gauge(CostflowMetric.DAYS_PLANNED, () -> 2);
        after.counter(CostflowMetric.LISTINGS_FAILED).inc();

        assertThat(registered.values()).isEqualTo(Map.of("daysPlanned", 2L, "listingsFailed", 1L));
    }

    @Test
    void metricsOfSourcesGoWithTheirEnumerator() {
        MetricScope before = MetricScope.ofEnumerator(registered.group(), "inventory");
        new SourceMetrics<>(before, own -> own.counter(CostflowMetric.SOURCE_FILES_READ)).of("s1").inc();

        MetricScope after = MetricScope.ofEnumerator(registered.group(), "inventory");

        assertThat(registered.values()).isEmpty();
        new SourceMetrics<>(after, own -> own.counter(CostflowMetric.SOURCE_FILES_READ)).of("s1").inc(2);
        assertThat(registered.values()).isEqualTo(Map.of("filesRead of s1", 2L));
    }

    @Test
    void enumeratorsOfTwoSourcesLeaveEachOtherAlone() {
        MetricScope.ofEnumerator(registered.group(), "inventory").gauge(CostflowMetric.SOURCES, () -> 1);
        MetricScope.ofEnumerator(registered.group(), "reference").gauge(CostflowMetric.REFERENCE_AGE_MILLIS, () -> 2);

        assertThat(registered.values()).isEqualTo(Map.of("sources", 1L, "referenceAgeMillis", 2L));
    }

    @Test
    void aGroupThatIsNotFlinksOwnIsLeftAlone() {
        MetricScope scope = MetricScope.ofEnumerator(new UnregisteredMetricsGroup(), "inventory");

        scope.counter(CostflowMetric.LISTINGS_FAILED).inc();
        scope.ofSource("s1").drop();
    }

    @Test
    void aGaugeIsNotCountedUp() {
        MetricScope scope = MetricScope.ofOperator(registered.group());

        assertThatThrownBy(() -> scope.counter(CostflowMetric.DAYS_PENDING)).hasMessageContaining("DAYS_PENDING");
    }
}
