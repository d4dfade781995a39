package io.costflow.metrics;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.groups.AbstractMetricGroup;
import org.apache.flink.runtime.metrics.groups.JobManagerMetricGroup;
import org.apache.flink.runtime.metrics.util.TestingMetricRegistry;

/** A metric group of Flink's own kind, and what a reporter would show of it. */
public final class RegisteredMetrics {

    private final Map<String, Metric> metrics = new TreeMap<>();
    private final MetricGroup group;

    public RegisteredMetrics() {
        TestingMetricRegistry registry = TestingMetricRegistry.builder()
                .setRegisterConsumer((metric, name, at) -> metrics.put(name(name, at), metric))
                .setUnregisterConsumer((metric, name, at) -> metrics.remove(name(name, at), metric))
                .build();
        group = JobManagerMetricGroup.createJobManagerMetricGroup(registry, "localhost").addGroup("enumerator");
    }

    /** The group. */
    public MetricGroup group() {
        return group;
    }

    /** What is shown now: by source where there is one, such as {@code daysPending of s1}. */
    public SortedMap<String, Object> values() {
        SortedMap<String, Object> values = new TreeMap<>();
        metrics.forEach((name, metric) -> values.put(name, metric instanceof Counter counter ? (Object) counter.getCount() : ((Gauge<?>) metric).getValue()));
        return values;
    }

    private static String name(String name, AbstractMetricGroup<?> group) {
        String source = group.getAllVariables().get("<" + MetricScope.SOURCE + ">");
        return source == null ? name : name + " of " + source;
    }
}
