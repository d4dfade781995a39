package io.costflow.settings;

import java.io.Serializable;
import java.time.Duration;

/**
 * How a run goes about its work.
 *
 * @param mode when it ends
 * @param parallelism how many subtasks each stage has
 * @param rebuild compute every day of the window and compare it with the tables, whatever their fingerprints say
 * @param readBudget how long reading a file or listing a prefix is retried after I/O errors before the run gives up on it
 * @param overlap what counts of several manifests of a day
 */
public record RunSettings(Mode mode, int parallelism, boolean rebuild, Duration readBudget, Overlap overlap) implements Serializable {

    /** When a run ends. */
    public enum Mode {
        /** It looks once, publishes and ends. */
        BOUNDED,
        /** It goes on until it is stopped. */
        CONTINUOUS
    }

    /** A run over the window that ends. */
    public static RunSettings bounded(int parallelism, boolean rebuild, Duration readBudget) {
        return new RunSettings(Mode.BOUNDED, parallelism, rebuild, readBudget, Overlap.WINNER);
    }

    /** Whether the run goes on until it is stopped. */
    public boolean isContinuous() {
        return mode == Mode.CONTINUOUS;
    }
}
