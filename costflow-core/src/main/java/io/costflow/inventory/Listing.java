package io.costflow.inventory;

import io.costflow.day.LakeFile;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The files of all months in the window at one instant.
 *
 * @param revision the instant, in microseconds since 1970-01-01 UTC
 * @param files every month that was listed, with its files; a month without files has an empty list
 * @param failed every month that could not be listed, with the reason: nothing is known of its files
 */
record Listing(long revision, Map<SourceMonth, List<LakeFile>> files, Map<SourceMonth, String> failed) {

    /** A listing of which nothing failed. */
    Listing(long revision, Map<SourceMonth, List<LakeFile>> files) {
        this(revision, files, Map.of());
    }

    /** Every month of the window's sources. */
    Set<SourceMonth> months() {
        Set<SourceMonth> months = new HashSet<>(files.keySet());
        months.addAll(failed.keySet());
        return months;
    }
}
