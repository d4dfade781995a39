package io.costflow.inventory;

import io.costflow.day.LakeFile;
import io.costflow.settings.DayRange;
import io.costflow.settings.Overlap;
import java.time.YearMonth;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;

/**
 * Lists the window, plans its days and hands the work to the readers that ask for it, day by day. When all files of a month that were handed out have
 * ended, it is known which days they really have
 * and which are gone, and the month's changed days are planned again; when nothing changes any more, the work is done. All methods run in the coordinator's
 * thread; looking and listing do not.
 */
final class InventoryEnumerator implements SplitEnumerator<InventorySplit, InventoryCheckpoint> {

    private final SplitEnumeratorContext<InventorySplit> context;
    private final InventoryCatalog catalog;
    private final DayRange window;
    private final boolean rebuild;
    private final Overlap overlap;
    private final WarningListener warnings;
    private final LongSupplier clock;
    private final InventoryProgress progress;

    private final Inventory inventory;
    private final Map<String, SourceMonth> months = new HashMap<>();
    private final Deque<InventorySplit> queue = new ArrayDeque<>();
    private final Map<String, InventorySplit> inProgress = new HashMap<>();
    private final Set<Integer> waiting = new HashSet<>();
    private final Map<SourceMonth, Integer> readingsUnderWay = new HashMap<>();
    private final Map<SourceMonth, List<FileReading>> gone = new HashMap<>();
    private DayPlanner planner;
    private int listingsUnderWay;
    private boolean warned;
    private long lastRevision;

    /**
     * @param warnings is told what is odd when nothing is left to do
     * @param clock the time in microseconds since 1970-01-01 UTC
     */
    InventoryEnumerator(
            SplitEnumeratorContext<InventorySplit> context,
            InventoryCatalog catalog,
            DayRange window,
            boolean rebuild,
            Overlap overlap,
            WarningListener warnings,
            LongSupplier clock) {
        this.context = context;
        this.catalog = catalog;
        this.window = window;
        this.rebuild = rebuild;
        this.overlap = overlap;
        this.warnings = warnings;
        this.clock = clock;
        this.progress = new InventoryProgress(context.metricGroup());
        this.inventory = new Inventory(window);
    }

    @Override
    public void start() {
        listingsUnderWay++;
        context.callAsync(catalog::look, this::looked);
    }

    private void looked(InventoryCatalog.Look look, Throwable error) {
        listingsUnderWay--;
        failOn(error, "The window could not be listed");
        progress.looked();
        planner = new DayPlanner(look, inventory, rebuild, overlap);
        lastRevision = look.published().largestRevision();
        long revision = nextRevision(look.listing().revision());
        look.listing().files().forEach((month, files) -> {
            months.put(key(month.source().tenant(), month.source().uuid(), month.month()), month);
            inventory.listed(month, files);
        });
        proceed(look.listing().files().keySet(), revision);
    }

    /**
     * Plans the changed days of months as far as the days of all their files are known, and has the others read first.
     *
     * @return the days of the months that are planned now
     */
    private Map<SourceMonth, Set<Long>> proceed(Collection<SourceMonth> those, long revision) {
        Map<SourceMonth, Set<Long>> changes = new LinkedHashMap<>();
        List<InventorySplit> work = new ArrayList<>();
        for (SourceMonth month : those) {
            List<LakeFile> undated = inventory.undated(month);
            if (undated.isEmpty()) {
                changes.put(month, inventory.changes(month));
            }
            undated.forEach(file -> work.add(InventorySplit.of(FileReading.ofDays(file, month, revision))));
        }
        work.addAll(planner.work(changes, revision));
        enqueue(work);
        return changes;
    }

    private void enqueue(List<InventorySplit> work) {
        progress.planned(work);
        work.stream().filter(split -> split.reading() != null).forEach(split -> readingsUnderWay.merge(month(split.reading()), 1, Integer::sum));
        queue.addAll(work);
        assign();
    }

    @Override
    public void handleSplitRequest(int subtask, String host) {
        waiting.add(subtask);
        assign();
    }

    private void assign() {
        waiting.removeIf(subtask -> !context.registeredReaders().containsKey(subtask));
        for (int subtask : new TreeSet<>(waiting)) {
            InventorySplit next = queue.poll();
            if (next == null) {
                break;
            }
            waiting.remove(subtask);
            inProgress.put(next.splitId(), next);
            context.assignSplit(next, subtask);
        }
        if (planner != null && queue.isEmpty() && inProgress.isEmpty() && listingsUnderWay == 0) {
            warn();
            waiting.forEach(context::signalNoMoreSplits);
            waiting.clear();
        }
    }

    private void warn() {
        if (!warned) {
            warned = true;
            WindowWarnings.of(window, planner.look(), inventory).forEach(warnings::warn);
        }
    }

    @Override
    public void handleSourceEvent(int subtask, SourceEvent event) {
        FileOutcome outcome = (FileOutcome) event;
        InventorySplit split = inProgress.remove(outcome.splitId());
        if (split == null || split.reading() == null) {
            assign();
            return;
        }
        FileReading reading = split.reading();
        SourceMonth month = month(reading);
        switch (outcome.ending()) {
            case READ -> inventory.read(month, reading.file(), new TreeSet<>(outcome.daysFound()));
            case GONE -> gone.computeIfAbsent(month, m -> new ArrayList<>()).add(reading);
            case FAILED -> {
                if (reading.isOfDays()) {
                    inventory.readInVain(month, reading.file());
                }
            }
        }
        if (readingsUnderWay.merge(month, -1, Integer::sum) == 0) {
            allRead(month);
        }
        assign();
    }

    /** Only now it is known which days the files of the month really have, and which of them are gone: half of that truth would hold back days. */
    private void allRead(SourceMonth month) {
        List<FileReading> lost = gone.remove(month);
        if (lost == null) {
            proceed(List.of(month), nextRevision(clock.getAsLong()));
            return;
        }
        listingsUnderWay++;
        context.callAsync(() -> catalog.list(month), (files, error) -> {
            listingsUnderWay--;
            failOn(error, "The files of " + month + " could not be listed again");
            inventory.listed(month, files);
            listedAgain(month, lost.stream().filter(reading -> inventory.has(month, reading.file())).toList());
            assign();
        });
    }

    /**
     * Goes on after files were gone.
     *
     * @param lost those that are listed as they were before, but were not there, or others, when they were read
     */
    private void listedAgain(SourceMonth month, List<FileReading> lost) {
        lost.stream().filter(FileReading::isOfDays).forEach(reading -> inventory.readInVain(month, reading.file()));
        long revision = nextRevision(clock.getAsLong());
        Set<Long> planned = proceed(List.of(month), revision).getOrDefault(month, Set.of());
        for (FileReading reading : lost) {
            SortedSet<Long> stillWaiting = new TreeSet<>(inventory.days(month).keySet());
            stillWaiting.retainAll(reading.days());
            stillWaiting.removeAll(planned);
            enqueue(planner.heldBack(month, stillWaiting, reading.file(), revision));
        }
    }

    /** Revisions only rise, whatever the clocks do. */
    private long nextRevision(long instant) {
        lastRevision = Math.max(instant, lastRevision + 1);
        return lastRevision;
    }

    private static void failOn(Throwable error, String what) {
        if (error != null) {
            throw new IllegalStateException(what + ": " + error.getMessage(), error);
        }
    }

    private SourceMonth month(FileReading reading) {
        return months.get(key(reading.tenant(), reading.source(), reading.yearMonth()));
    }

    private static String key(String tenant, String source, YearMonth month) {
        return tenant + "/" + source + "/" + month;
    }

    @Override
    public void addSplitsBack(List<InventorySplit> splits, int subtask) {
        for (InventorySplit split : splits) {
            boolean ended = inProgress.remove(split.splitId()) == null;
            if (ended && split.reading() != null) {
                readingsUnderWay.merge(month(split.reading()), 1, Integer::sum);
            }
        }
        for (int i = splits.size() - 1; i >= 0; i--) {
            queue.addFirst(splits.get(i));
        }
        assign();
    }

    @Override
    public void addReader(int subtask) {
        // Readers ask for work when they are ready for it.
    }

    @Override
    public InventoryCheckpoint snapshotState(long checkpointId) {
        return new InventoryCheckpoint();
    }

    @Override
    public void close() {}
}
