package io.costflow.job;

import io.costflow.day.SourceDay;
import io.costflow.settings.InvalidSettingsException;
import io.costflow.settings.Settings;
import io.costflow.settings.StateSettings;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** What the job needs Flink to be set to, wherever it runs. */
final class JobSettings {

    /** With pauses from one second to one minute, a job that cannot run at all is given up after about ten minutes. */
    private static final int RESTARTS_IN_A_ROW = 15;

    private static final int FAILED_CHECKPOINTS_AT_LEAST = 10;

    private final ReadableConfig given;
    private final Configuration configuration = new Configuration();

    private JobSettings(ReadableConfig given) {
        this.given = given;
    }

    /**
     * Sets up an environment.
     *
     * @throws InvalidSettingsException when what the cluster is set to does not go with the job
     */
    static void apply(StreamExecutionEnvironment environment, Settings settings) throws InvalidSettingsException {
        JobSettings job = new JobSettings(environment.getConfiguration());
        job.set();
        if (settings.run().isContinuous()) {
            job.setContinuous(settings);
        }
        environment.configure(job.configuration);
        environment.setParallelism(settings.run().parallelism());
    }

    private void set() throws InvalidSettingsException {
        if (given.get(CheckpointingOptions.ENABLE_UNALIGNED)) {
            throw new InvalidSettingsException(List.of("The cluster's " + CheckpointingOptions.ENABLE_UNALIGNED.key()
                    + " is true, but a checkpoint must not part a day's rows from its end; set it to false."));
        }
        configuration.set(PipelineOptions.NAME, "Costflow");
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        configuration.set(PipelineOptions.OBJECT_REUSE, true);
        configuration.set(PipelineOptions.MAX_PARALLELISM, SourceDay.GROUPS);
        configuration.set(PipelineOptions.AUTO_WATERMARK_INTERVAL, Duration.ZERO);
        configuration.set(ExecutionOptions.RUNTIME_MODE, RuntimeExecutionMode.STREAMING);
        configuration.set(CheckpointingOptions.ENABLE_UNALIGNED, false);
    }

    private void setContinuous(Settings settings) throws InvalidSettingsException {
        StateSettings state = settings.state();
        setFolders(state.dir());
        setUnlessGiven(StateBackendOptions.STATE_BACKEND, backend(state.backend()));
        setUnlessGiven(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
        configuration.set(CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, CheckpointingMode.EXACTLY_ONCE);
        setUnlessGiven(CheckpointingOptions.CHECKPOINTING_INTERVAL, state.checkpointInterval());
        setUnlessGiven(CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS, state.checkpointInterval().dividedBy(2));
        setUnlessGiven(CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION, ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        // an outage of the store that the job waits out for its lake is no reason to fail for its checkpoints
        long intervals = settings.continuous().outageBudget().dividedBy(state.checkpointInterval());
        setUnlessGiven(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, (int) Math.min(Integer.MAX_VALUE, Math.max(FAILED_CHECKPOINTS_AT_LEAST, intervals)));
        if (given.getOptional(RestartStrategyOptions.RESTART_STRATEGY).isEmpty()) {
            setRestarts();
        }
    }

    private void setFolders(String dir) throws InvalidSettingsException {
        if (dir != null) {
            setUnlessGiven(CheckpointingOptions.CHECKPOINTS_DIRECTORY, dir);
            setUnlessGiven(CheckpointingOptions.SAVEPOINT_DIRECTORY, dir);
        } else if (given.getOptional(CheckpointingOptions.CHECKPOINTS_DIRECTORY).isEmpty()) {
            throw new InvalidSettingsException(List.of("The cluster has no " + CheckpointingOptions.CHECKPOINTS_DIRECTORY.key()
                    + ", in which a continuous run keeps what it knows; set it, or set state.dir to a folder that all task managers reach."));
        }
    }

    private void setRestarts() {
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF, Duration.ofSeconds(1));
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_BACKOFF_MULTIPLIER, 2.0);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF, Duration.ofMinutes(1));
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_RESET_BACKOFF_THRESHOLD, Duration.ofMinutes(5));
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_ATTEMPTS, RESTARTS_IN_A_ROW);
    }

    private <T> void setUnlessGiven(ConfigOption<T> option, T value) {
        if (given.getOptional(option).isEmpty()) {
            configuration.set(option, value);
        }
    }

    private static String backend(StateSettings.Backend backend) {
        return switch (backend) {
            case HEAP -> "hashmap";
            case ROCKSDB -> "rocksdb";
        };
    }
}
