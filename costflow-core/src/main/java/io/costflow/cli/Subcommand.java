package io.costflow.cli;

import java.util.concurrent.Callable;

/** A picocli command that another jar adds, found through {@link java.util.ServiceLoader}. Its result is the exit status. */
public interface Subcommand extends Callable<Integer> {}
