package io.costflow.job;

import io.costflow.metrics.CostflowMetric;
import io.costflow.metrics.MetricScope;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;

/** Hands the metrics of Costflow's own operators to the run that they belong to. */
final class LocalRunReporter implements MetricReporter {

    private static final String NAME = "costflow";
    private static final String RUN = "run";

    private LocalRun run;

    /** Adds this reporter to the configuration of a cluster in this JVM. */
    static void configure(Configuration configuration, LocalRun run) {
        configuration.setString("metrics.reporters", NAME);
        configuration.setString("metrics.reporter." + NAME + ".factory.class", LocalRunReporterFactory.class.getName());
        configuration.setString("metrics.reporter." + NAME + "." + RUN, run.id());
    }

    @Override
    public void open(MetricConfig config) {
        run = LocalRun.of(config.getString(RUN, ""));
    }

    @Override
    public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
        if (run != null && !MetricScope.isOfOneSource(group)) {
            CostflowMetric.of(name).ifPresent(ours -> run.add(ours, metric));
        }
    }

    @Override
    public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {
        // What a finished task counted still counts.
    }

    @Override
    public void close() {}
}
