package io.costflow.bench;

import java.util.Map;

/**
 * What a contender's process used while it did a task.
 *
 * @param wallSeconds from begin to end
 * @param cpuSeconds of all threads of the process; what PostgreSQL used is not in it
 * @param read line items read, or 0
 * @param written rows written
 * @param stages seconds by stage
 * @param heapBytes the most that was on Java's heap since the process began, garbage included: the sum of the peaks of its regions
 * @param residentBytes the most that the process had in memory since it began, or 0 where the system does not say
 * @param days days that a run that goes on reported
 */
record Measurement(
        double wallSeconds, double cpuSeconds, long read, long written, Map<String, Double> stages, long heapBytes, long residentBytes, int days) {}
