package io.costflow.job;

import java.util.Properties;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/** Makes the reporter that hands a local job's metrics to its {@link LocalRun}. Flink finds it by its service entry. */
public final class LocalRunReporterFactory implements MetricReporterFactory {

    @Override
    public MetricReporter createMetricReporter(Properties properties) {
        return new LocalRunReporter();
    }
}
