package io.costflow.bench;

import java.nio.file.Path;
import java.util.List;

/**
 * The options of every case.
 *
 * @param scale how much data
 * @param data the folder below which generated files are kept
 * @param runs of how many warm runs the medians are
 * @param javaOptions for Costflow's Java, such as a profiler
 * @param contenders where contenders come from
 */
record BenchOptions(BenchScale scale, Path data, int runs, List<String> javaOptions, Contenders contenders) {}
