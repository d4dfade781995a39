package io.costflow.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.day.SourceDay;
import io.costflow.processes.ConfigurationFile;
import io.costflow.processes.FlinkProcesses;
import io.costflow.processes.FlinkRest;
import io.costflow.settings.ContinuousSettings;
import io.costflow.settings.Settings;
import io.costflow.settings.StateSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;

/** What tests of processes need of a fleet: its configuration as a file, and waiting for what the processes publish. */
final class FleetProcesses {

    /** Starting a process, and restoring a job, takes a while on a busy machine. */
    static final Duration START = Duration.ofMinutes(6);

    /** How many files {@link #awaitLaterChange} delivers. */
    static final int FILES_OF_LATER_CHANGE = 5;

    /** How often processes poll at most: each poll costs, and they are slow to start anyway. */
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration CHECKPOINT = Duration.ofSeconds(2);
    private static final LocalDate LATER_DAY = LocalDate.of(2025, 10, 9);
    private static final SourceDay LATER = FleetSource.CHARLIE.on(LATER_DAY);
    private static final int ALL_DAYS = 13;

    private FleetProcesses() {}

    /**
     * Writes the configuration of a continuous run of the fleet that takes a checkpoint every two seconds.
     *
     * @param stateDir {@code state.dir}, or null
     */
    static Path configure(ContinuousFleet fleet, int parallelism, String stateDir, StateSettings.Backend backend, Path file) throws IOException {
        StateSettings state = new StateSettings(stateDir, backend, CHECKPOINT, false);
        ContinuousSettings pace = fleet.settings.continuous();
        Settings settings = TestSettings.polling(pace.poll().compareTo(POLL) < 0 ? POLL : pace.poll(), pace.settle(), fleet.settings);
        return ConfigurationFile.write(TestSettings.inParallel(parallelism, settings).with(state), file);
    }

    /** Waits until every subtask of a cluster's job runs, and fails if one of the processes has ended. */
    static void awaitRunning(FlinkProcesses cluster) throws Exception {
        Eventually.within(START, () -> {
            cluster.requireAlive();
            FlinkRest rest = cluster.rest();
            assertThat(rest.jobState()).as("state of the job").isEqualTo("RUNNING");
            assertThat(rest.runningSubtasks()).as("running subtasks").isEqualTo(rest.subtasks());
        });
    }

    /** Waits until every day of the fleet is published. */
    static void awaitAllDays(ContinuousFleet fleet) throws Exception {
        Eventually.within(START, () -> assertThat(fleet.contents()).hasSize(ALL_DAYS)
                .allSatisfy((day, contents) -> assertThat(contents.revision()).as("revision of " + day).isPositive()));
    }

    /** Delivers a day anew that nothing else happens to, and waits until it is published: whatever was seen before it has had its effect then. */
    static void awaitLaterChange(ContinuousFleet fleet) throws Exception {
        long revision = fleet.contents().get(LATER).revision();
        fleet.lake.deliver(FleetSource.CHARLIE, LATER_DAY, 1, fleet.newVariant());
        Eventually.within(
                START, () -> assertThat(fleet.contents().get(LATER).revision()).as("revision of the day that was changed last").isGreaterThan(revision));
    }

    /** What the tables hold of all days but the one that {@link #awaitLaterChange} delivers, and which transactions wrote it. */
    static Map<SourceDay, DayContents> otherContents(ContinuousFleet fleet) throws Exception {
        Map<SourceDay, DayContents> contents = new HashMap<>(fleet.contents());
        contents.remove(LATER);
        return contents;
    }
}
