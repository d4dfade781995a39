package io.costflow.settings;

import io.costflow.settings.RunSettings.Mode;

/**
 * What the command line, not the configuration, says of a run.
 *
 * @param mode when it ends
 * @param rebuild compare every day with the tables
 * @param fresh begin with no state, even if there is some
 * @param onCluster whether it runs on a Flink cluster, which may have a place for state of its own
 */
public record RunArguments(Mode mode, boolean rebuild, boolean fresh, boolean onCluster) {}
