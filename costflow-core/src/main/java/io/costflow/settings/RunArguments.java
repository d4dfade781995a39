package io.costflow.settings;

import io.costflow.settings.RunSettings.Mode;

/**
 * What the command line, not the configuration, says of a run.
 *
 * @param mode when it ends
 * @param rebuild compare every day with the tables
 * @param fresh begin with no state, even if there is some
 * @param onCluster whether it runs on a Flink cluster, which may have a place for state of its own
 * @param parallelism how many subtasks each stage has unless the configuration says it
 */
public record RunArguments(Mode mode, boolean rebuild, boolean fresh, boolean onCluster, int parallelism) {

    /** A run with as many subtasks as there are cores, unless the configuration says it. */
    public RunArguments(Mode mode, boolean rebuild, boolean fresh, boolean onCluster) {
        this(mode, rebuild, fresh, onCluster, Runtime.getRuntime().availableProcessors());
    }
}
