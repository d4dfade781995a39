package io.costflow.job;

import io.costflow.settings.RunSettings;
import java.time.Duration;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** What the job needs Flink to be set to, wherever it runs. */
final class JobSettings {

    /** Has many divisors, so that key groups spread evenly over most parallelisms. It may never change: state is split by it. */
    private static final int MAX_PARALLELISM = 720;

    private JobSettings() {}

    static void apply(StreamExecutionEnvironment environment, RunSettings run) {
        Configuration configuration = new Configuration();
        configuration.set(PipelineOptions.NAME, "Costflow");
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        configuration.set(PipelineOptions.OBJECT_REUSE, true);
        configuration.set(PipelineOptions.MAX_PARALLELISM, MAX_PARALLELISM);
        configuration.set(PipelineOptions.AUTO_WATERMARK_INTERVAL, Duration.ZERO);
        configuration.set(ExecutionOptions.RUNTIME_MODE, RuntimeExecutionMode.STREAMING);
        // A day's rows and its mark must not be parted by a checkpoint.
        configuration.set(CheckpointingOptions.ENABLE_UNALIGNED, false);
        environment.configure(configuration);
        environment.setParallelism(run.parallelism());
    }
}
