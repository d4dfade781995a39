package io.costflow.cli;

/**
 * What the command line says of a run's judgement and output.
 *
 * @param verbose whether to show where a failure comes from, for developers
 * @param allowEmpty whether a source without any file is no failure
 * @param output how the result is written
 */
public record RunOptions(boolean verbose, boolean allowEmpty, OutputForm output) {}
