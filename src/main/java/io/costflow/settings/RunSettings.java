package io.costflow.settings;

import java.io.Serializable;
import java.time.Duration;

/**
 * How a run goes about its work.
 *
 * @param parallelism how many subtasks each stage has
 * @param rebuild compute every day of the window and compare it with the tables, whatever their fingerprints say
 * @param readBudget how long reading a file or listing a prefix is retried after I/O errors before the run gives up on it
 */
public record RunSettings(int parallelism, boolean rebuild, Duration readBudget) implements Serializable {}
