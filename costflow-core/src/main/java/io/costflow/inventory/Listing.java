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
import java.util.stream.Collectors;

/**
 * The files of all months in the window at one instant.
 *
 * @param at the instant
 * @param files every month, with its files by the last listing of it; a month without files has an empty list
 * @param failed every month that could not be listed, with the reason: nothing new is known of its files
 * @param complete the UUIDs of the sources of which koku has written all files that it has begun to write, and all months could be listed
 * @param listed how many months were listed for it; the others have the files of earlier listings
 */
record Listing(Instant at, Map<SourceMonth, List<LakeFile>> files, Map<SourceMonth, String> failed, Set<String> complete, int listed) {

    Listing {
        Set<String> unlisted = failed.keySet().stream().map(month -> month.source().uuid()).collect(Collectors.toSet());
        complete = complete.stream().filter(source -> !unlisted.contains(source)).collect(Collectors.toUnmodifiableSet());
    }

    /** A listing of which nothing failed. */
    Listing(Instant at, Map<SourceMonth, List<LakeFile>> files) {
        this(at, files, Map.of());
    }

    /** A listing of a lake that koku does not describe. */
    Listing(Instant at, Map<SourceMonth, List<LakeFile>> files, Map<SourceMonth, String> failed) {
        this(at, files, failed, Set.of(), files.size() + failed.size());
    }

    /** This listing, of which some months were listed later. */
    Listing withNewer(Function<SourceMonth, List<LakeFile>> newer) {
        Map<SourceMonth, List<LakeFile>> newest = new LinkedHashMap<>();
        files.forEach((month, listed) -> newest.put(month, Objects.requireNonNullElse(newer.apply(month), listed)));
        return new Listing(at, newest, failed, complete, listed);
    }

    /** Every month of the window's sources. */
    Set<SourceMonth> months() {
        Set<SourceMonth> months = new HashSet<>(files.keySet());
        months.addAll(failed.keySet());
        return months;
    }
}
