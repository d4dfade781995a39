package io.costflow.inventory;

import io.costflow.day.LakeFile;
import io.costflow.day.SourceDay;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Since when the files of days are as they are. The writer deletes first and writes after, so a day is planned when its files have been left alone for a while.
 */
final class Settling {

    private record Seen(List<LakeFile> files, Instant since) {}

    private final Duration patience;
    private final Map<SourceDay, Seen> unsettled = new HashMap<>();

    /** @param patience how long files must have been left alone; zero when they need not */
    Settling(Duration patience) {
        this.patience = patience;
    }

    /**
     * Whether the files of a changed day have been left alone for long enough.
     *
     * @param first whether the day is seen for the first time: then the files themselves say since when they are there
     */
    boolean isSettled(SourceDay day, List<LakeFile> files, boolean first, Instant now) {
        Seen seen = unsettled.get(day);
        if (seen == null || !seen.files().equals(files)) {
            seen = new Seen(files, first && seen == null ? lastWritten(files, now) : now);
            unsettled.put(day, seen);
        }
        if (!isOver(seen, now)) {
            return false;
        }
        unsettled.remove(day);
        return true;
    }

    /** The files of the day are again as they were planned, or are to count as they are. */
    void isUnchanged(SourceDay day) {
        unsettled.remove(day);
    }

    /** The days that will have settled at that instant if nothing changes. */
    List<SourceDay> due(Instant instant) {
        return unsettled.entrySet().stream().filter(entry -> isOver(entry.getValue(), instant)).map(Map.Entry::getKey).toList();
    }

    /** The days that wait. */
    Set<SourceDay> days() {
        return Set.copyOf(unsettled.keySet());
    }

    /** Whether the day waits. */
    boolean waits(SourceDay day) {
        return unsettled.containsKey(day);
    }

    /** How many days wait. */
    int size() {
        return unsettled.size();
    }

    void forget(Predicate<SourceDay> those) {
        unsettled.keySet().removeIf(those);
    }

    private boolean isOver(Seen seen, Instant instant) {
        return Duration.between(seen.since(), instant).compareTo(patience) >= 0;
    }

    /** The store's clock may be ahead of ours. */
    private static Instant lastWritten(List<LakeFile> files, Instant now) {
        long millis = files.stream().mapToLong(LakeFile::modified).max().orElse(0);
        return Instant.ofEpochMilli(Math.min(millis, now.toEpochMilli()));
    }
}
