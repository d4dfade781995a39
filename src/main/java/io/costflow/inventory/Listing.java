package io.costflow.inventory;

import io.costflow.day.LakeFile;
import java.util.List;
import java.util.Map;

/**
 * The files of all months in the window at one instant.
 *
 * @param revision the instant, in microseconds since 1970-01-01 UTC
 * @param files every month that was listed, with its files; a month without files has an empty list
 */
record Listing(long revision, Map<SourceMonth, List<LakeFile>> files) {}
