package io.costflow.metrics;

import io.costflow.metrics.CostflowMetric.Kind;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.groups.AbstractMetricGroup;

/** Where the metrics of one operator, one coordinator, or one source within it are registered. */
public final class MetricScope {

    /** The label that tells sources apart. */
    public static final String SOURCE = "source";

    private final MetricGroup group;

    private MetricScope(MetricGroup group) {
        this.group = group;
    }

    /** The scope of a subtask of an operator. Flink drops its metrics with the subtask. */
    public static MetricScope ofOperator(MetricGroup group) {
        return new MetricScope(group);
    }

    /**
     * The scope of a new enumerator. Flink keeps the metrics of a coordinator while the job fails and restarts, and of two metrics with one name the first,
     * which here is that of an enumerator that is gone. So what an enumerator before this one has registered is dropped.
     *
     * @param name part of the names of all its metrics
     */
    public static MetricScope ofEnumerator(MetricGroup group, String name) {
        drop(group.addGroup(name));
        return new MetricScope(group.addGroup(name));
    }

    /** Registers a metric that is counted up. */
    public Counter counter(CostflowMetric metric) {
        require(metric, Kind.COUNTER);
        return group.counter(metric.id());
    }

    /** Registers a metric that is asked for its value, by any thread. */
    public void gauge(CostflowMetric metric, LongSupplier value) {
        group.gauge(metric.id(), (Gauge<Long>) value::getAsLong);
    }

    /** Registers a metric that is asked for its value, by any thread. */
    public void realGauge(CostflowMetric metric, DoubleSupplier value) {
        require(metric, Kind.GAUGE);
        group.gauge(metric.id(), (Gauge<Double>) value::getAsDouble);
    }

    /** The scope of one source within this one, with a label that names it. */
    MetricScope ofSource(String source) {
        return new MetricScope(group.addGroup(SOURCE, source));
    }

    /** Whether a group is that of one source, so that what is counted in it is counted in another one as well. */
    public static boolean isOfOneSource(MetricGroup group) {
        return group.getAllVariables().containsKey("<" + SOURCE + ">");
    }

    /** Takes all metrics of this scope away. */
    void drop() {
        drop(group);
    }

    /** Flink takes a group that was closed for one that is not there, and its metrics away from all reporters. There is no public interface to close one. */
    private static void drop(MetricGroup group) {
        if (group instanceof AbstractMetricGroup<?> registered) {
            registered.close();
        }
    }

    private static void require(CostflowMetric metric, Kind kind) {
        if (metric.kind() != kind) {
            throw new IllegalArgumentException("The metric " + metric + " is a " + metric.kind() + ".");
        }
    }
}
