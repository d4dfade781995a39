package io.costflow.inventory;

import io.costflow.day.DayPlan;
import io.costflow.day.HeldBack;
import io.costflow.day.LakeFile;
import io.costflow.day.SourceDay;
import io.costflow.settings.DayRange;
import io.costflow.provider.Providers;
import io.costflow.settings.SourceSettings;
import java.time.Instant;
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
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The files of the window and the days that they make up, once they have settled. The days of a file are those of its line items. Names of clusters' files are
 * trusted to say them until the file is read; of any other file they are found out first. What leaves the window is forgotten.
 */
final class Inventory {

    private final Settling settling;
    private final Map<SourceMonth, List<LakeFile>> files = new HashMap<>();
    private final Map<LakeFile, SortedSet<Long>> daysRead = new HashMap<>();
    /** What was found out since {@link #takeUnsaved} was called last. */
    private final Map<SourceMonth, Map<LakeFile, SortedSet<Long>>> unsaved = new HashMap<>();
    private final Map<SourceMonth, SortedMap<Long, List<LakeFile>>> days = new HashMap<>();
    private final Map<SourceMonth, Set<Long>> aboutToSettle = new HashMap<>();
    /** Why months that were never listed could not be. */
    private Map<SourceMonth, String> unlisted = Map.of();
    private Set<SourceMonth> months = Set.of();
    /** The days whose changes count at once. */
    private Set<SourceDay> atOnce = Set.of();
    private final Predicate<SourceSettings> wholeMonths;
    private DayRange window;
    private Set<YearMonth> monthsOfWindow = Set.of();
    /** Days outside the window that count too. */
    private Set<SourceDay> beside = Set.of();

    Inventory(Settling settling) {
        this(settling, source -> false);
    }

    /** @param wholeMonths the sources of which all days of a month count that the window has a day of */
    Inventory(Settling settling, Predicate<SourceSettings> wholeMonths) {
        this.settling = settling;
        this.wholeMonths = wholeMonths;
    }

    /** From now on these are the window, and the months of its sources; no day outside the window counts. */
    boolean moveTo(DayRange newWindow, Set<SourceMonth> newMonths) {
        return moveTo(newWindow, newMonths, Set.of());
    }

    /**
     * From now on these are the window, and the months of its sources.
     *
     * @param daysBeside days outside the window that count too
     * @return whether files are forgotten, because their months are none of them
     */
    boolean moveTo(DayRange newWindow, Set<SourceMonth> newMonths, Set<SourceDay> daysBeside) {
        beside = daysBeside;
        window = newWindow;
        monthsOfWindow = Set.copyOf(window.months());
        months = Set.copyOf(newMonths);
        carryOver();
        boolean fewer = files.keySet().retainAll(months);
        days.keySet().retainAll(months);
        aboutToSettle.keySet().retainAll(months);
        unsaved.keySet().retainAll(months);
        days.forEach((month, known) -> known.keySet().removeIf(day -> !isWanted(month, day)));
        Map<String, SourceMonth> byKey = months.stream().collect(Collectors.toMap(SourceMonth::key, Function.identity()));
        settling.forget(day -> {
            SourceMonth month = byKey.get(SourceMonth.key(day.tenant(), day.source(), YearMonth.from(day.day())));
            return month == null || !isWanted(month, day.epochDay());
        });
        return fewer;
    }

    /** A source whose settings changed is the same source, with the same files. */
    private void carryOver() {
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

    /** Takes in what earlier runs found out about the days of files. */
    void recall(Map<LakeFile, SortedSet<Long>> daysOfFiles) {
        daysOfFiles.forEach(daysRead::putIfAbsent);
    }

    /** Takes in which months could not be listed, and why. Of one that was listed before, its files stay known. */
    void markUnlisted(Map<SourceMonth, String> failed) {
        unlisted = failed;
    }

    /** Why nothing is known of a month: a folder that may hold line items of it could not be listed. */
    Optional<HeldBack> problem(SourceMonth month) {
        return folders(month).stream()
                .filter(folder -> !files.containsKey(folder))
                .flatMap(folder -> Optional.ofNullable(unlisted.get(folder)).stream())
                .findFirst()
                .map(reason -> HeldBack.because("The files of the month could not be listed: " + reason
                        + " Make the folder readable; its days are published once it is listed."));
    }

    /** Takes in the days that a file of a month really has. A file without line items stays with the day of its name. */
    void read(SourceMonth month, LakeFile file, SortedSet<Long> daysFound) {
        SortedSet<Long> days = daysFound.isEmpty() ? new TreeSet<>(dayOfName(month, file).stream().toList()) : daysFound;
        SortedSet<Long> before = daysRead.put(file, days);
        if (!days.equals(before) && !isSaidByName(month, file, days)) {
            unsaved.computeIfAbsent(month, m -> new HashMap<>()).put(file, days);
        }
    }

    /**
     * The days of files of a month that were found out since the last call and that no trusted name says, so that later runs need not find them out again, and
     * know of the line items that a file has of another day than its name says, also when nothing has them read it again.
     */
    Map<LakeFile, SortedSet<Long>> takeUnsaved(SourceMonth month) {
        Map<LakeFile, SortedSet<Long>> news = unsaved.remove(month);
        return news == null ? Map.of() : news;
    }

    /** Takes in that a file's days cannot be determined: it counts for the day of its name, else it may have line items of every day that its folder may hold. */
    void markDaysUnknown(SourceMonth month, LakeFile file) {
        daysRead.put(file, dayOfName(month, file).<SortedSet<Long>>map(day -> new TreeSet<>(Set.of(day))).orElseGet(
                () -> month.around().stream().flatMap(near -> everyDay(near).stream()).collect(Collectors.toCollection(TreeSet::new))));
    }

    /** What was found out about the days of a file does not count any more. */
    void readAgain(LakeFile file) {
        daysRead.remove(file);
    }

    /** Whether the file is in the last listing of the month, as it was. */
    boolean has(SourceMonth month, LakeFile file) {
        return Collections.binarySearch(files.getOrDefault(month, List.of()), file) >= 0;
    }

    /** Whether a file is in the last listing of a folder that may hold line items of the month. */
    boolean hasAround(SourceMonth month, LakeFile file) {
        return folders(month).stream().anyMatch(folder -> has(folder, file));
    }

    /** The month of the folder that a plan's file lies in. */
    YearMonth folder(DayPlan plan, LakeFile file) {
        SourceMonth month = new SourceMonth(plan.source(), YearMonth.from(plan.day().day()));
        return folders(month).stream().filter(folder -> has(folder, file)).findFirst().orElse(month).month();
    }

    /** Whether every folder that may hold line items of the month was listed and the days of all files in it are known, or it is known that it cannot be listed. */
    boolean knows(SourceMonth month) {
        return folders(month).stream().allMatch(folder -> files.containsKey(folder) ? undated(folder).isEmpty() : unlisted.containsKey(folder));
    }

    /** Whether the source has any file in the window's months. */
    boolean hasFiles(SourceSettings source) {
        return files.entrySet().stream().anyMatch(entry -> entry.getKey().source().equals(source) && !entry.getValue().isEmpty());
    }

    /** The files of a month whose days must be found out before its days can be planned. */
    List<LakeFile> undated(SourceMonth month) {
        return files.getOrDefault(month, List.of()).stream()
                .filter(file -> !daysRead.containsKey(file) && !isDatedByName(month, file))
                .toList();
    }

    /** The files of a month that have line items of other days than the trusted day of their name, with the days that they have. */
    SortedMap<LakeFile, SortedSet<Long>> misnamed(SourceMonth month) {
        SortedMap<LakeFile, SortedSet<Long>> misnamed = new TreeMap<>();
        for (LakeFile file : files.getOrDefault(month, List.of())) {
            SortedSet<Long> read = daysRead.get(file);
            if (read != null && isDatedByName(month, file) && !isSaidByName(month, file, read)) {
                misnamed.put(file, read);
            }
        }
        return misnamed;
    }

    /** The days of the month that count and have files, with the files that had settled at the last call of {@link #settle}. */
    SortedMap<Long, List<LakeFile>> days(SourceMonth month) {
        return Collections.unmodifiableSortedMap(days.getOrDefault(month, Collections.emptySortedMap()));
    }

    /** From now on the changes of these days, and of no others, count at once. */
    void settleAtOnce(Set<SourceDay> days) {
        atOnce = Set.copyOf(days);
    }

    /** Takes those changes of a month's days for true that have settled by now. */
    void settle(SourceMonth month, Instant now) {
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
            } else if (settling.isSettled(day, present, first, now) || atOnce.contains(day)) {
                settling.isUnchanged(day);
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

    /** Whether a poll has said of the month what it holds, or why that is not known. */
    boolean isPolled(SourceMonth month) {
        return files.containsKey(month) || unlisted.containsKey(month);
    }

    /** The files of the last listing of a month. */
    List<LakeFile> files(SourceMonth month) {
        return files.getOrDefault(month, List.of());
    }

    /** The files of the last listings of all folders that may hold line items of a month. */
    List<LakeFile> filesAround(SourceMonth month) {
        return folders(month).stream().flatMap(folder -> files(folder).stream()).toList();
    }

    /** The months whose folders may hold line items of a month and are listed. */
    private List<SourceMonth> folders(SourceMonth month) {
        return month.around().stream().filter(near -> near.equals(month) || months.contains(near)).toList();
    }

    private SortedMap<Long, List<LakeFile>> found(SourceMonth month) {
        List<SourceMonth> folders = folders(month);
        SortedMap<Long, List<LakeFile>> found = new TreeMap<>();
        for (SourceMonth folder : folders) {
            for (LakeFile file : files(folder)) {
                for (long day : daysOf(folder, file)) {
                    if (isWanted(month, day)) {
                        found.computeIfAbsent(day, d -> new ArrayList<>()).add(file);
                    }
                }
            }
        }
        if (folders.size() > 1) {
            found.values().forEach(filesOfDay -> filesOfDay.sort(null));
        }
        return found;
    }

    private SortedSet<Long> daysOf(SourceMonth month, LakeFile file) {
        return daysRead.containsKey(file) ? daysRead.get(file) : new TreeSet<>(dayOfName(month, file).stream().toList());
    }

    /** Whether a day of the month counts: it is in the window, or the source has an output by month and the month is, or it is asked for. */
    boolean isWanted(SourceMonth month, long epochDay) {
        return month.contains(epochDay) && (isInWindow(epochDay) || isOfWindow(month) && wholeMonths.test(month.source()) || beside.contains(month.day(epochDay)));
    }

    /** Whether the month has days in the window. */
    boolean isOfWindow(SourceMonth month) {
        return monthsOfWindow.contains(month.month());
    }

    /** The days of the month that count, whether they have files or not. */
    SortedSet<Long> wantedDays(SourceMonth month) {
        SortedSet<Long> wanted = everyDay(month);
        wanted.removeIf(day -> !isWanted(month, day));
        return wanted;
    }

    /** Whether the day is in the window. */
    boolean isInWindow(long epochDay) {
        return epochDay >= window.from().toEpochDay() && epochDay <= window.to().toEpochDay();
    }

    private static boolean isDatedByName(SourceMonth month, LakeFile file) {
        return Providers.of(month.source()).namesSayDaysOfUsage() && dayOfName(month, file).isPresent();
    }

    /** Whether a file's trusted name says that it has line items of just these days. */
    private static boolean isSaidByName(SourceMonth month, LakeFile file, SortedSet<Long> days) {
        return isDatedByName(month, file) && days.equals(Set.of(dayOfName(month, file).orElseThrow()));
    }

    private static Optional<Long> dayOfName(SourceMonth month, LakeFile file) {
        return Providers.of(month.source()).fileNames().day(file.name()).map(LocalDate::toEpochDay).filter(month::contains);
    }

    private static SortedSet<Long> everyDay(SourceMonth month) {
        SortedSet<Long> every = new TreeSet<>();
        for (long day = month.month().atDay(1).toEpochDay(); month.contains(day); day++) {
            every.add(day);
        }
        return every;
    }
}
