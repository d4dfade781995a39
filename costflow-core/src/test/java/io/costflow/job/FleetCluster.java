package io.costflow.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.processes.FlinkProcesses;
import io.costflow.processes.FlinkRest;
import io.costflow.processes.SavedStates;
import io.costflow.settings.StateSettings.Backend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The continuous job of a fleet on a Flink cluster of real processes, with as many task managers as subtasks. */
final class FleetCluster implements AutoCloseable {

    private final ContinuousFleet fleet;
    private final FlinkProcesses flink;
    private final Path configuration;
    private final Path checkpoints;
    private final Backend backend;

    /**
     * Lays the cluster out; nothing runs yet.
     *
     * @param folder a folder of its own
     */
    FleetCluster(ContinuousFleet fleet, Path folder, Backend backend) throws Exception {
        this(fleet, folder, backend, "");
    }

    /** @param settings further lines of Flink's {@code config.yaml} */
    FleetCluster(ContinuousFleet fleet, Path folder, Backend backend, String settings) throws Exception {
        this.fleet = fleet;
        this.configuration = folder.resolve("costflow.yaml");
        this.checkpoints = Files.createDirectory(folder.resolve("checkpoints"));
        this.backend = backend;
        this.flink = FlinkProcesses.in(folder, "execution.checkpointing.dir: " + checkpoints.toUri() + "\n" + settings);
    }

    FlinkRest rest() {
        return flink.rest();
    }

    /**
     * Starts all processes, and waits until the job runs.
     *
     * @param state what the job begins from, or null
     */
    void start(int parallelism, String state) throws Exception {
        FleetProcesses.configure(fleet, parallelism, null, backend, configuration);
        for (int i = 0; i < parallelism; i++) {
            flink.startTaskManager();
        }
        flink.startJobManager(state, "run", "--mode", "continuous", "--config", configuration.toString());
        awaitRunning();
    }

    /** Kills a task manager, starts another, and waits until the job runs again. */
    void replaceTaskManager() throws Exception {
        flink.killTaskManager();
        flink.startTaskManager();
        Eventually.within(FleetProcesses.START, () -> assertThat(rest().runningSubtasks()).as("running subtasks").isLessThan(rest().subtasks()));
        awaitRunning();
    }

    /** Kills every process, and starts the job again from its newest checkpoint. */
    void restart(int parallelism) throws Exception {
        flink.killAll();
        start(parallelism, SavedStates.newestCheckpoint(checkpoints).orElseThrow());
    }

    /** Ends the job with a savepoint, and every process with it. */
    String stopWithSavepoint() throws Exception {
        String savepoint = rest().stopWithSavepoint(checkpoints.toUri().toString());
        assertThat(flink.awaitEndOfJob()).as("exit status of the job manager").isZero();
        flink.killAll();
        return savepoint;
    }

    private void awaitRunning() throws Exception {
        Eventually.within(FleetProcesses.START, () -> {
            flink.requireAlive();
            assertThat(rest().jobState()).as("state of the job").isEqualTo("RUNNING");
            assertThat(rest().runningSubtasks()).as("running subtasks").isEqualTo(rest().subtasks());
        });
    }

    @Override
    public void close() throws IOException {
        flink.close();
    }
}
