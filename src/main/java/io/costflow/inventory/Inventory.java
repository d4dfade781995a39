package io.costflow.inventory;

import io.costflow.day.LakeFile;
import io.costflow.settings.DayRange;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The files of the window and the days that they make up. A file's day comes from its name; a file whose name says none is read first. Once a file is read, its
 * contents win.
 */
final class Inventory {

    private final DayRange window;
    private final Map<SourceMonth, List<LakeFile>> files = new HashMap<>();
    private final Map<LakeFile, SortedSet<Long>> daysRead = new HashMap<>();
    private final Map<SourceMonth, SortedMap<Long, List<LakeFile>>> days = new HashMap<>();

    Inventory(DayRange window) {
        this.window = window;
    }

    /** Takes in a complete listing of a month. */
    void listed(SourceMonth month, List<LakeFile> listing) {
        files.put(month, listing.stream().sorted().toList());
    }

    /** Takes in the days that a file of a month really has. A file without line items stays with the day of its name. */
    void read(SourceMonth month, LakeFile file, SortedSet<Long> daysFound) {
        if (!daysFound.isEmpty() || dayOfName(month, file).isEmpty()) {
            daysRead.put(file, daysFound);
        }
    }

    /** Takes in that a file's days cannot be found out: it may have line items of every day of its month. */
    void readInVain(SourceMonth month, LakeFile file) {
        daysRead.put(file, everyDay(month));
    }

    /** Whether the file is in the last listing of the month, as it was. */
    boolean has(SourceMonth month, LakeFile file) {
        return files.getOrDefault(month, List.of()).contains(file);
    }

    /** The files of a month that must be read before its days can be planned: their names say no day of it. */
    List<LakeFile> undated(SourceMonth month) {
        return files.getOrDefault(month, List.of()).stream()
                .filter(file -> !daysRead.containsKey(file) && dayOfName(month, file).isEmpty())
                .toList();
    }

    /** The days of the month within the window that have files. */
    SortedMap<Long, List<LakeFile>> days(SourceMonth month) {
        return Collections.unmodifiableSortedMap(days.getOrDefault(month, Collections.emptySortedMap()));
    }

    /** The days of the month whose files differ from those at the last call. */
    SortedSet<Long> changes(SourceMonth month) {
        SortedMap<Long, List<LakeFile>> now = new TreeMap<>();
        for (LakeFile file : files.getOrDefault(month, List.of())) {
            for (long day : daysOf(month, file)) {
                now.computeIfAbsent(day, d -> new ArrayList<>()).add(file);
            }
        }
        Map<Long, List<LakeFile>> before = days.getOrDefault(month, Collections.emptySortedMap());
        days.put(month, now);
        Set<Long> all = new HashSet<>(before.keySet());
        all.addAll(now.keySet());
        SortedSet<Long> changed = new TreeSet<>(all);
        changed.removeIf(day -> now.getOrDefault(day, List.of()).equals(before.getOrDefault(day, List.of())));
        return changed;
    }

    private SortedSet<Long> daysOf(SourceMonth month, LakeFile file) {
        SortedSet<Long> known = daysRead.containsKey(file) ? daysRead.get(file) : new TreeSet<>(dayOfName(month, file).stream().toList());
        return known.subSet(window.from().toEpochDay(), window.to().toEpochDay() + 1);
    }

    private static Optional<Long> dayOfName(SourceMonth month, LakeFile file) {
        return LakeFileName.day(file.name()).map(LocalDate::toEpochDay).filter(month::contains);
    }

    private static SortedSet<Long> everyDay(SourceMonth month) {
        SortedSet<Long> every = new TreeSet<>();
        for (long day = month.month().atDay(1).toEpochDay(); month.contains(day); day++) {
            every.add(day);
        }
        return every;
    }
}
