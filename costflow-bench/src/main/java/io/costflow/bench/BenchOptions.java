package io.costflow.bench;

import java.nio.file.Path;
import java.util.List;

/**
 * What every case is told.
 *
 * @param scale how much data
 * @param data the folder below which made-up files are kept
 * @param runs of how many warm runs the medians are
 * @param javaOptions for Costflow's Java, such as a profiler
 */
record BenchOptions(BenchScale scale, Path data, int runs, List<String> javaOptions) {}
