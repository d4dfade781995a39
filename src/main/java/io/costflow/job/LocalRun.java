package io.costflow.job;

import io.costflow.day.SourceDay;
import io.costflow.inventory.InventoryMetrics;
import io.costflow.publish.DayReport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;

/**
 * What a job in this JVM says of itself while it runs: its metrics, its reports and its warnings. Flink makes reporters and sinks itself, so they find the
 * run that they belong to by its id.
 */
final class LocalRun implements AutoCloseable {

    private static final Set<String> GAUGES = Set.of(
            InventoryMetrics.LIST_MILLIS, InventoryMetrics.DAYS_PLANNED, InventoryMetrics.FILES_PLANNED, InventoryMetrics.BYTES_PLANNED);

    private static final Map<String, LocalRun> RUNS = new ConcurrentHashMap<>();

    private final String id = UUID.randomUUID().toString();
    private final Map<String, Queue<Metric>> metrics = new ConcurrentHashMap<>();
    private final Map<SourceDay, DayReport> reports = new ConcurrentHashMap<>();
    private final Queue<String> warnings = new ConcurrentLinkedQueue<>();

    private LocalRun() {}

    static LocalRun begin() {
        LocalRun run = new LocalRun();
        RUNS.put(run.id, run);
        return run;
    }

    static LocalRun of(String id) {
        return RUNS.get(id);
    }

    String id() {
        return id;
    }

    /** Metrics are kept when their task ends: what it counted still counts. */
    void add(String name, Metric metric) {
        // Flink's own gauges hold on to the operators and the state that they measure.
        if (metric instanceof Counter || metric instanceof Gauge && GAUGES.contains(name)) {
            metrics.computeIfAbsent(name, n -> new ConcurrentLinkedQueue<>()).add(metric);
        }
    }

    /** A day may be planned again while the job runs: what became of its newest plan counts. */
    void add(DayReport report) {
        reports.merge(report.day(), report, (a, b) -> a.revision() > b.revision() ? a : b);
    }

    void warn(String warning) {
        warnings.add(warning);
    }

    /** The sum of a metric over all subtasks; 0 if there is none of that name. */
    long sum(String metric) {
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

    /** What became of each day, in the order of tenants, sources and days. */
    List<DayReport> reports() {
        return reports.values().stream().sorted(Comparator.comparing(report -> report.day().toString())).toList();
    }

    List<String> warnings() {
        return new ArrayList<>(warnings);
    }

    @Override
    public void close() {
        RUNS.remove(id);
    }
}
