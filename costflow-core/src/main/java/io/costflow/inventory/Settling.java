package io.costflow.inventory;

import io.costflow.day.LakeFile;
import io.costflow.day.SourceDay;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Since when the files of days are as they are. The writer deletes first and writes after, so a day is planned when its files have been left alone for a while.
 * All instants are in microseconds since 1970-01-01 UTC.
 */
final class Settling {

    private static final long MICROS_PER_MILLI = 1000;

    private record Seen(List<LakeFile> files, long since) {}

    private final long patience;
    private final Map<SourceDay, Seen> unsettled = new HashMap<>();

    /** @param patience how long files must have been left alone; zero when they need not */
    Settling(Duration patience) {
        this.patience = patience.toNanos() / MICROS_PER_MILLI;
    }

    /**
     * Whether the files of a changed day have been left alone for long enough.
     *
     * @param first whether the day is seen for the first time: then the files themselves say since when they are there
     */
    boolean isSettled(SourceDay day, List<LakeFile> files, boolean first, long now) {
        Seen seen = unsettled.get(day);
        if (seen == null || !seen.files().equals(files)) {
            seen = new Seen(files, first && seen == null ? Math.min(now, lastWritten(files)) : now);
            unsettled.put(day, seen);
        }
        if (now - seen.since() < patience) {
            return false;
        }
        unsettled.remove(day);
        return true;
    }

    /** The files of the day are again as they were planned. */
    void isUnchanged(SourceDay day) {
        unsettled.remove(day);
    }

    /** The days that will have settled at that instant if nothing changes. */
    List<SourceDay> due(long instant) {
        return unsettled.entrySet().stream().filter(entry -> instant - entry.getValue().since() >= patience).map(Map.Entry::getKey).toList();
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

    private static long lastWritten(List<LakeFile> files) {
        return files.stream().mapToLong(file -> file.modified() * MICROS_PER_MILLI).max().orElse(0);
    }
}
