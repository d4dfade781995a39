package io.costflow.inventory;

import io.costflow.day.LakeFile;
import io.costflow.day.SourceDay;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Of which files the operators hold what they contribute to a day, or will be given it by a reading that is under way. Such a file need not be read again. A
 * reading counts only while the day's newest plan names the file: the operators drop what comes of any other.
 */
final class DeliveredFiles {

    private final Map<SourceDay, Set<LakeFile>> delivered = new HashMap<>();
    /** The revision of the reading that will deliver the file. */
    private final Map<SourceDay, Map<LakeFile, Long>> underWay = new HashMap<>();

    /** Whether the file must be read for the day. */
    boolean isNeeded(SourceDay day, LakeFile file) {
        return !delivered.getOrDefault(day, Set.of()).contains(file) && !underWay.getOrDefault(day, Map.of()).containsKey(file);
    }

    /**
     * The file is on its way to a reader. What an earlier reading delivered may be lost.
     *
     * @param naming whether the newest plan of a day names the file
     */
    void begin(FileReading reading, Predicate<SourceDay> naming) {
        for (SourceDay day : reading.sourceDays().stream().filter(naming).toList()) {
            lose(day, reading.file());
            underWay.computeIfAbsent(day, d -> new HashMap<>()).merge(reading.file(), reading.revision(), Math::max);
        }
    }

    /** The file was read, and what it contributes was given to the operators. */
    void deliver(FileReading reading) {
        for (SourceDay day : reading.sourceDays()) {
            if (end(day, reading)) {
                delivered.computeIfAbsent(day, d -> new HashSet<>()).add(reading.file());
            }
        }
    }

    /** The reading came to nothing. */
    void fail(FileReading reading) {
        for (SourceDay day : reading.sourceDays()) {
            end(day, reading);
            lose(day, reading.file());
        }
    }

    /** The operators drop what the day's newest plan does not name. */
    void keep(SourceDay day, Collection<LakeFile> files) {
        Set<LakeFile> named = new HashSet<>(files);
        delivered.computeIfPresent(day, (d, known) -> known.retainAll(named) && known.isEmpty() ? null : known);
        underWay.computeIfPresent(day, (d, known) -> known.keySet().retainAll(named) && known.isEmpty() ? null : known);
    }

    /** How many contributions the operators hold. */
    long size() {
        return delivered.values().stream().mapToLong(Set::size).sum();
    }

    /** What was delivered for a day, in path order. */
    List<LakeFile> of(SourceDay day) {
        return delivered.getOrDefault(day, Set.of()).stream().sorted().toList();
    }

    void restore(SourceDay day, List<LakeFile> files) {
        if (!files.isEmpty()) {
            delivered.put(day, new HashSet<>(files));
        }
    }

    private boolean end(SourceDay day, FileReading reading) {
        Map<LakeFile, Long> readings = underWay.get(day);
        boolean ended = readings != null && readings.remove(reading.file(), reading.revision());
        if (ended && readings.isEmpty()) {
            underWay.remove(day);
        }
        return ended;
    }

    private void lose(SourceDay day, LakeFile file) {
        delivered.computeIfPresent(day, (d, files) -> files.remove(file) && files.isEmpty() ? null : files);
    }
}
