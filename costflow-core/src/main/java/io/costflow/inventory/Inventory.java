package io.costflow.inventory;

import io.costflow.day.LakeFile;
import io.costflow.day.SourceDay;
import io.costflow.settings.DayRange;
import io.costflow.settings.SourceSettings;
import java.time.LocalDate;
import java.time.YearMonth;
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
import java.util.stream.Collectors;

/**
 * The files of the window and the days that they make up, once they have settled. A file's day comes from its name; a file whose name says none is read first.
 * Once a file is read, its contents win. What leaves the window is forgotten.
 */
final class Inventory {

    private final Settling settling;
    private final Map<SourceMonth, List<LakeFile>> files = new HashMap<>();
    private final Map<LakeFile, SortedSet<Long>> daysRead = new HashMap<>();
    private final Map<SourceMonth, SortedMap<Long, List<LakeFile>>> days = new HashMap<>();
    private final Map<SourceMonth, Set<Long>> aboutToSettle = new HashMap<>();
    private DayRange window;

    Inventory(Settling settling) {
        this.settling = settling;
    }

    /**
     * From now on these are the window, and the months of its sources.
     *
     * @return whether files are forgotten, because their months are none of them
     */
    boolean moveTo(DayRange newWindow, Set<SourceMonth> months) {
        window = newWindow;
        carryOver(months);
        boolean fewer = files.keySet().retainAll(months);
        days.keySet().retainAll(months);
        aboutToSettle.keySet().retainAll(months);
        days.values().forEach(known -> known.keySet().removeIf(day -> !isInWindow(day)));
        Set<String> keys = months.stream().map(SourceMonth::key).collect(Collectors.toSet());
        settling.forget(day -> !isInWindow(day.epochDay()) || !keys.contains(SourceMonth.key(day.tenant(), day.source(), YearMonth.from(day.day()))));
        return fewer;
    }

    /** A source whose settings changed is the same source, with the same files. */
    private void carryOver(Set<SourceMonth> months) {
        for (SourceMonth before : days.keySet().stream().filter(known -> !months.contains(known)).toList()) {
            months.stream().filter(month -> !days.containsKey(month) && month.key().equals(before.key())).forEach(month -> {
                days.put(month, days.remove(before));
                files.put(month, files.getOrDefault(before, List.of()));
            });
        }
    }

    /**
     * Forgets what was read in files that are not in the last listings.
     *
     * @return all files of the last listings
     */
    Set<LakeFile> forgetUnlisted() {
        Set<LakeFile> all = new HashSet<>();
        files.values().forEach(all::addAll);
        daysRead.keySet().retainAll(all);
        return all;
    }

    /**
     * Takes in a complete listing of a month.
     *
     * @return whether it differs from the one before
     */
    boolean listed(SourceMonth month, List<LakeFile> listing) {
        List<LakeFile> sorted = listing.stream().sorted().toList();
        if (sorted.equals(files.get(month))) {
            // The plans hold on to the files that are known: equal ones would take memory once more.
            return false;
        }
        files.put(month, sorted);
        return true;
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

    /** What was found out about the days of a file does not count any more. */
    void readAgain(LakeFile file) {
        daysRead.remove(file);
    }

    /** Whether the file is in the last listing of the month, as it was. */
    boolean has(SourceMonth month, LakeFile file) {
        return Collections.binarySearch(files.getOrDefault(month, List.of()), file) >= 0;
    }

    /** Whether the month was listed and the days of all its files are known. */
    boolean knows(SourceMonth month) {
        return files.containsKey(month) && undated(month).isEmpty();
    }

    /** Whether the source has any file in the window's months. */
    boolean hasFiles(SourceSettings source) {
        return files.entrySet().stream().anyMatch(entry -> entry.getKey().source().equals(source) && !entry.getValue().isEmpty());
    }

    /** The files of a month that must be read before its days can be planned: their names say no day of it. */
    List<LakeFile> undated(SourceMonth month) {
        return files.getOrDefault(month, List.of()).stream()
                .filter(file -> !daysRead.containsKey(file) && dayOfName(month, file).isEmpty())
                .toList();
    }

    /** The days of the month within the window that have files, with the files that had settled at the last call of {@link #settle}. */
    SortedMap<Long, List<LakeFile>> days(SourceMonth month) {
        return Collections.unmodifiableSortedMap(days.getOrDefault(month, Collections.emptySortedMap()));
    }

    /** Takes those changes of a month's days for true that have settled by now. */
    void settle(SourceMonth month, long now) {
        boolean first = !days.containsKey(month);
        SortedMap<Long, List<LakeFile>> found = found(month);
        SortedMap<Long, List<LakeFile>> settled = days.computeIfAbsent(month, m -> new TreeMap<>());
        Set<Long> all = new HashSet<>(settled.keySet());
        all.addAll(found.keySet());
        everyDay(month).stream().filter(day -> settling.waits(month.day(day))).forEach(all::add);
        Set<Long> waiting = new HashSet<>();
        for (long epochDay : all) {
            SourceDay day = month.day(epochDay);
            List<LakeFile> present = found.getOrDefault(epochDay, List.of());
            if (present.equals(settled.getOrDefault(epochDay, List.of()))) {
                settling.isUnchanged(day);
            } else if (settling.isSettled(day, present, first, now)) {
                if (present.isEmpty()) {
                    settled.remove(epochDay);
                } else {
                    settled.put(epochDay, present);
                }
            } else if (!settled.containsKey(epochDay)) {
                waiting.add(epochDay);
            }
        }
        aboutToSettle.put(month, waiting);
    }

    /** Whether the day has files, but none that had settled. */
    boolean isAboutToSettle(SourceMonth month, long epochDay) {
        return aboutToSettle.getOrDefault(month, Set.of()).contains(epochDay);
    }

    /** Whether the month was listed at all. */
    boolean isListed(SourceMonth month) {
        return files.containsKey(month);
    }

    /** The files of the last listing of a month. */
    List<LakeFile> files(SourceMonth month) {
        return files.getOrDefault(month, List.of());
    }

    private SortedMap<Long, List<LakeFile>> found(SourceMonth month) {
        SortedMap<Long, List<LakeFile>> found = new TreeMap<>();
        for (LakeFile file : files.getOrDefault(month, List.of())) {
            for (long day : daysOf(month, file)) {
                found.computeIfAbsent(day, d -> new ArrayList<>()).add(file);
            }
        }
        return found;
    }

    private SortedSet<Long> daysOf(SourceMonth month, LakeFile file) {
        SortedSet<Long> known = daysRead.containsKey(file) ? daysRead.get(file) : new TreeSet<>(dayOfName(month, file).stream().toList());
        return known.subSet(window.from().toEpochDay(), window.to().toEpochDay() + 1);
    }

    private boolean isInWindow(long epochDay) {
        return epochDay >= window.from().toEpochDay() && epochDay <= window.to().toEpochDay();
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
