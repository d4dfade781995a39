package io.costflow.settings;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * How a run goes about its work.
 *
 * @param mode when it ends
 * @param parallelism how many subtasks each stage has
 * @param rebuild compute every day of the window and compare it with the tables, whatever their fingerprints say
 * @param readBudget how long reading a file or listing a prefix is retried after I/O errors before the run gives up on it
 * @param overlap what counts of several manifests of a day
 * @param outputs what is published of sources that do not say so themselves
 * @param stopTimeout how long a continuous run that is asked to stop waits for its savepoint
 * @param inventory who writes koku's tables of clusters, links and places
 */
public record RunSettings(
        Mode mode, int parallelism, boolean rebuild, Duration readBudget, Overlap overlap, OutputSelection outputs, Duration stopTimeout,
        InventorySettings inventory)
        implements Serializable {

    static final Option<String> OVERLAP = Option.text("overlap", Form.OVERLAP, "winner",
            "What counts while files of several deliveries (manifests) of one day lie side by side: those of the winning one, or, as in koku's own queries,"
                    + " `all`. The winner has the most hours (OpenShift), then the higher manifest number.");
    static final Option<String> OUTPUTS = Option.text("outputs", Form.OUTPUTS,
            "What is published: a list of outputs, or `all`. Without it, what the first release published: `openshift` and `openshift-on-aws`."
                    + " docs/what-it-computes.md lists all outputs.");
    static final Option<Integer> PARALLELISM = Option.number("run.parallelism", Form.SUBTASKS,
            "How many subtasks each stage has. Without it, one per core; on a Flink cluster, as many as that is set to.");
    static final Option<Duration> READ_BUDGET = Option.duration("run.read-budget", Form.DURATION, Duration.ofMinutes(2),
            "How long reading a file or listing a folder is tried again after I/O errors before it counts as failed.");
    static final Option<Duration> STOP_TIMEOUT = Option.duration("run.stop-timeout", Form.DURATION, Duration.ofMinutes(5),
            "How long a continuous run on one machine that is asked to stop waits for its savepoint, which waits for the days that are being published. After that the"
                    + " publications are rolled back, and the next run continues from the last checkpoint: nothing is lost.");

    /** In the order of the reference page. */
    static final List<Option<?>> OPTIONS = List.of(OVERLAP, OUTPUTS, PARALLELISM, READ_BUDGET, STOP_TIMEOUT);

    /** When a run ends. */
    public enum Mode {
        /** It looks once, publishes and ends. */
        BOUNDED,
        /** It goes on until it is stopped. */
        CONTINUOUS
    }

    /** A run that waits for its savepoint as long as the default says. */
    public RunSettings(Mode mode, int parallelism, boolean rebuild, Duration readBudget, Overlap overlap, OutputSelection outputs) {
        this(mode, parallelism, rebuild, readBudget, overlap, outputs, STOP_TIMEOUT.declared().defaultValue(), InventorySettings.USUAL);
    }

    /** A run over the window that ends. */
    public static RunSettings bounded(int parallelism, boolean rebuild, Duration readBudget) {
        return new RunSettings(Mode.BOUNDED, parallelism, rebuild, readBudget, Overlap.WINNER, OutputSelection.DEFAULT);
    }

    /** What is published of a source. */
    public OutputSelection outputs(SourceSettings source) {
        return source.outputs() == null ? outputs : source.outputs();
    }

    static RunSettings from(CheckedValues values, RunArguments arguments) {
        Integer parallelism = values.get(PARALLELISM);
        return new RunSettings(
                arguments.mode(), parallelism == null ? arguments.parallelism() : parallelism, arguments.rebuild(), values.get(READ_BUDGET),
                Overlap.valueOf(values.get(OVERLAP).toUpperCase(Locale.ROOT)),
                values.get(OUTPUTS) == null ? OutputSelection.DEFAULT : OutputSelection.parse(values.get(OUTPUTS)),
                values.get(STOP_TIMEOUT), InventorySettings.from(values));
    }

    public RunSettings withMode(Mode other) {
        return new RunSettings(other, parallelism, rebuild, readBudget, overlap, outputs, stopTimeout, inventory);
    }

    public RunSettings withParallelism(int subtasks) {
        return new RunSettings(mode, subtasks, rebuild, readBudget, overlap, outputs, stopTimeout, inventory);
    }

    public RunSettings withRebuild(boolean everyDay) {
        return new RunSettings(mode, parallelism, everyDay, readBudget, overlap, outputs, stopTimeout, inventory);
    }

    public RunSettings withReadBudget(Duration budget) {
        return new RunSettings(mode, parallelism, rebuild, budget, overlap, outputs, stopTimeout, inventory);
    }

    public RunSettings withOverlap(Overlap other) {
        return new RunSettings(mode, parallelism, rebuild, readBudget, other, outputs, stopTimeout, inventory);
    }

    public RunSettings withOutputs(OutputSelection others) {
        return new RunSettings(mode, parallelism, rebuild, readBudget, overlap, others, stopTimeout, inventory);
    }

    public RunSettings withStopTimeout(Duration timeout) {
        return new RunSettings(mode, parallelism, rebuild, readBudget, overlap, outputs, timeout, inventory);
    }

    public RunSettings withInventory(InventorySettings other) {
        return new RunSettings(mode, parallelism, rebuild, readBudget, overlap, outputs, stopTimeout, other);
    }

    /** Whether the run continues until it is stopped. */
    public boolean isContinuous() {
        return mode == Mode.CONTINUOUS;
    }
}
