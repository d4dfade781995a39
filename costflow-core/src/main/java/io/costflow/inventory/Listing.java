package io.costflow.inventory;

import io.costflow.day.LakeFile;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/**
 * The files of all months in the window at one instant.
 *
 * @param at the instant
 * @param files every month that was listed, with its files; a month without files has an empty list
 * @param failed every month that could not be listed, with the reason: nothing is known of its files
 */
record Listing(Instant at, Map<SourceMonth, List<LakeFile>> files, Map<SourceMonth, String> failed) {

    /** A listing of which nothing failed. */
    Listing(Instant at, Map<SourceMonth, List<LakeFile>> files) {
        this(at, files, Map.of());
    }

    /** This listing, of which some months were listed later. */
    Listing withNewer(Function<SourceMonth, List<LakeFile>> newer) {
        Map<SourceMonth, List<LakeFile>> newest = new LinkedHashMap<>();
        files.forEach((month, listed) -> newest.put(month, Objects.requireNonNullElse(newer.apply(month), listed)));
        return new Listing(at, newest, failed);
    }

    /** Every month of the window's sources. */
    Set<SourceMonth> months() {
        Set<SourceMonth> months = new HashSet<>(files.keySet());
        months.addAll(failed.keySet());
        return months;
    }
}
