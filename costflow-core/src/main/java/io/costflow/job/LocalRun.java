package io.costflow.job;

import io.costflow.inventory.InventorySource;
import io.costflow.metrics.CostflowMetric;
import io.costflow.publish.DayReport;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;

/**
 * Routes the reports, warnings and metrics of a job in this JVM to its caller. Flink makes reporters and sinks itself, so they find the run that they belong
 * to by its id.
 */
final class LocalRun implements AutoCloseable {

    private static final Set<CostflowMetric> GAUGES = EnumSet.of(CostflowMetric.LIST_MILLIS, CostflowMetric.DAYS_PLANNED);

    private static final Map<String, LocalRun> RUNS = new ConcurrentHashMap<>();

    private final String id = UUID.randomUUID().toString();
    private final Map<CostflowMetric, Queue<Metric>> metrics = new ConcurrentHashMap<>();
    private final RunListener listener;

    private LocalRun(RunListener listener) {
        this.listener = listener;
    }

    static LocalRun begin(RunListener listener) {
        LocalRun run = new LocalRun(listener);
        RUNS.put(run.id, run);
        return run;
    }

    static LocalRun of(String id) {
        return RUNS.get(id);
    }

    String id() {
        return id;
    }

    /** Hands the warnings of a job in this JVM to this run. */
    InventorySource.Warnings warnings() {
        return new RoutedWarnings(id);
    }

    /** Hands the reports of a job in this JVM to this run. */
    Sink<DayReport> reports() {
        return new Reports(id);
    }

    private record RoutedWarnings(String run) implements InventorySource.Warnings {
        @Override
        public void warn(String warning) {
            of(run).listener.warned(warning);
        }

        @Override
        public void warnOfEmptySource(String warning) {
            of(run).listener.warnedOfEmptySource(warning);
        }

        @Override
        public void note(String note) {
            of(run).listener.noted(note);
        }
    }

    private record Reports(String run) implements Sink<DayReport> {
        @Override
        public SinkWriter<DayReport> createWriter(WriterInitContext context) {
            return new ReportWriter(of(run).listener);
        }
    }

    private record ReportWriter(RunListener listener) implements SinkWriter<DayReport> {
        @Override
        public void write(DayReport report, Context context) {
            listener.reported(report);
        }

        @Override
        public void flush(boolean endOfInput) {}

        @Override
        public void close() {}
    }

    /** Metrics are kept when their task ends: what it counted still counts. */
    void add(CostflowMetric name, Metric metric) {
        // Gauges may hold on to the operators and the state that they measure.
        if (metric instanceof Counter || GAUGES.contains(name)) {
            metrics.computeIfAbsent(name, n -> new ConcurrentLinkedQueue<>()).add(metric);
        }
    }

    /** The sum of a metric over all subtasks; 0 if there is none of that name. */
    long sum(CostflowMetric metric) {
        long sum = 0;
        for (Metric part : metrics.getOrDefault(metric, new ConcurrentLinkedQueue<>())) {
            if (part instanceof Counter counter) {
                sum += counter.getCount();
            } else if (part instanceof Gauge<?> gauge && gauge.getValue() instanceof Number number) {
                sum += number.longValue();
            }
        }
        return sum;
    }

    /** What a run did: what it said of itself, and what these metrics counted. */
    RunResult result(CollectedRun collected) {
        return new RunResult(collected.reports(), sum(CostflowMetric.FILES_READ), sum(CostflowMetric.ROWS_READ), collected.emptySources(), collected.warnings(),
                collected.notes(), stages());
    }

    /** The time spent in each stage, added up over the subtasks that work side by side. */
    private Map<String, Duration> stages() {
        Map<String, Duration> stages = new LinkedHashMap<>();
        stages.put("list", Duration.ofMillis(sum(CostflowMetric.LIST_MILLIS)));
        stages.put("decode and combine", Duration.ofMillis(sum(CostflowMetric.COMBINE_MILLIS)));
        stages.put("compute", Duration.ofMillis(sum(CostflowMetric.COMPUTE_MILLIS) + sum(CostflowMetric.CORRELATE_MILLIS) + sum(CostflowMetric.MONTH_MILLIS)));
        stages.put("publish", Duration.ofMillis(sum(CostflowMetric.PUBLISH_MILLIS)));
        return stages;
    }

    /** Forgets all metrics, for the next run on the same cluster. */
    void forgetMetrics() {
        metrics.clear();
    }

    @Override
    public void close() {
        RUNS.remove(id);
    }
}
