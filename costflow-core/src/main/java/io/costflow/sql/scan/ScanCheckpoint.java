package io.costflow.sql.scan;

import java.util.List;

/**
 * What is left of a scan.
 *
 * @param splits the pieces that no reader has; null when they were not found yet
 */
record ScanCheckpoint(List<ScanSplit> splits) {}
