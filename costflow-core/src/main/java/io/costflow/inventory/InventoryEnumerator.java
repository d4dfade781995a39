package io.costflow.inventory;

import io.costflow.day.LakeFile;
import io.costflow.day.OutputPeriod;
import io.costflow.inventory.FileOutcome.Ending;
import io.costflow.metrics.CostflowMetric;
import io.costflow.metrics.MetricScope;
import io.costflow.provider.WantedOutputs;
import io.costflow.publish.EnsureRequest;
import io.costflow.publish.EnsuredPeriods.Standing;
import io.costflow.publish.WriteRule;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.Collectors;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the window, plans its days and hands the work to the readers that ask for it, day by day: once, or again and again. When all files of a month that
 * were handed out have ended, it is known which days they really have and which are gone, and the month's changed days are planned again; when nothing changes
 * any more, the work of a bounded run is done. All methods run in the coordinator's thread; looking and listing do not.
 */
final class InventoryEnumerator implements SplitEnumerator<InventorySplit, InventoryCheckpoint> {

    private static final Logger LOG = LoggerFactory.getLogger(InventoryEnumerator.class);

    private static final int FEW_MONTHS = 5;
    private static final int MONTHS_PER_ONE = 10;

    /** While files wait to be read, nothing is polled for so many times as long as the last poll took: reading comes first. */
    private static final int PAUSE_PER_POLL = 29;

    /** How long days outside the window are kept after an answer: koku asks for the same days several times in a row. */
    private static final Duration BACKFILL_KEPT = Duration.ofMinutes(1);

    private final SplitEnumeratorContext<InventorySplit> context;
    private final InventoryCatalog catalog;
    private final InventoryPace pace;
    private final InventoryState state;
    private final InventorySource.Warnings warnings;
    private final RequestedDays requested;
    private final RequestLoop requests;
    private final WorkQueue queue;
    private final ListingOutage outage;
    private final InventoryProgress progress;
    private final Map<String, Integer> readingsUnderWay = new HashMap<>();
    /** The readings whose files were not there. */
    private final Map<String, List<FileReading>> lost = new HashMap<>();
    /** The months that were listed for requests since the last poll began, and when. */
    private final Map<SourceMonth, Instant> listedFor = new HashMap<>();
    private final Set<LakeFile> beingDated = new HashSet<>();
    private final Set<String> warned = new HashSet<>();
    private Ticks ticks = Ticks.none();
    private WindowView view = WindowView.NOTHING;
    private InventoryCatalog.Look look;
    private boolean looking;
    private Instant nextLook;
    private Instant pausedUntil = Instant.MIN;
    private Instant backfillAsked;
    private Duration lookTook = Duration.ZERO;
    private int callsUnderWay;

    /**
     * @param state what is known already
     * @param desk where days are asked for
     * @param rule which days a continuous run writes
     * @param warnings receives what is odd about the window
     */
    InventoryEnumerator(
            SplitEnumeratorContext<InventorySplit> context,
            InventoryCatalog catalog,
            InventoryPace pace,
            InventoryState state,
            RequestDesk desk,
            WriteRule rule,
            InventorySource.Warnings warnings) {
        this.context = context;
        this.catalog = catalog;
        this.pace = pace;
        this.state = state;
        this.warnings = warnings;
        this.requested = new RequestedDays(new WantedOutputs(pace.run()), rule);
        this.requests = new RequestLoop(desk, catalog, new RequestedWindow(), context::runInCoordinatorThread);
        this.queue = new WorkQueue(context);
        MetricScope metrics = MetricScope.ofEnumerator(context.metricGroup(), "inventory");
        this.outage = new ListingOutage(pace.outageBudget(), pace.clock(), metrics.counter(CostflowMetric.LISTINGS_FAILED)::inc);
        this.progress = new InventoryProgress(metrics, state, outage, pace);
    }

    @Override
    public void start() {
        look();
        ticks = pace.ticks(() -> context.runInCoordinatorThread(this::tick));
        if (pace.isContinuous()) {
            requests.start();
        }
    }

    /** One poll of the requests, whenever it is not left to their own thread. */
    void pollRequests() throws IOException, InterruptedException {
        requests.poll();
    }

    /** Starts a poll or replans settled months when they are due. Months are not replanned during a poll, which is about to show whether they have settled. */
    void tick() {
        Instant now = pace.now();
        if (!view.backfill().asked().isEmpty() && !requested.outside(List.of(), view).isEmpty()) {
            backfillAsked = now;
        } else if (!view.backfill().asked().isEmpty() && Duration.between(backfillAsked, now).compareTo(BACKFILL_KEPT) > 0) {
            backfill(Set.of(), Set.of());
        }
        if (!looking && !now.isBefore(nextPoll())) {
            lookUnlessFewAreToSettle(now);
        }
        if (!looking && now.isBefore(nextPoll()) && !view.isNothing()) {
            Set<SourceMonth> due = state.due(view, now);
            if (!due.isEmpty()) {
                proceed(due, state.nextRevision(now));
            }
        }
    }

    /** When the next poll is due. On a first start over many files, polls would otherwise follow each other, and list what is still to be read. */
    private Instant nextPoll() {
        return pausedUntil.isAfter(nextLook) && queue.hasReadings() ? pausedUntil : nextLook;
    }

    /** Polls everything, which takes its time. A few months in which a change settles meanwhile do not wait for its end: they are listed first. */
    private void lookUnlessFewAreToSettle(Instant now) {
        Set<SourceMonth> settling = view.around(state.settled(view, now.plus(lookTook)));
        boolean few = !settling.isEmpty() && settling.size() <= Math.min(FEW_MONTHS, view.months().size() / MONTHS_PER_ONE);
        if (!few) {
            look();
        } else if (!state.settled(view, now).isEmpty()) {
            looking = true;
            context.callAsync(() -> list(settling), (files, error) -> settledOnesListed(files, error));
        }
    }

    private Map<SourceMonth, List<LakeFile>> list(Set<SourceMonth> months) throws IOException, InterruptedException {
        Map<SourceMonth, List<LakeFile>> files = new HashMap<>();
        for (SourceMonth month : months) {
            files.put(month, catalog.list(month));
        }
        return files;
    }

    private void settledOnesListed(Map<SourceMonth, List<LakeFile>> files, Throwable error) {
        if (error != null) {
            outage.failed(error);
        } else {
            files.forEach(state.inventory()::listed);
            proceed(files.keySet(), state.nextRevision(pace.now()));
        }
        look();
    }

    /** A poll, and what earlier runs found out about the days of files of months that are new. */
    private record Found(InventoryCatalog.Look look, Map<LakeFile, SortedSet<Long>> recalled) {}

    private void look() {
        looking = true;
        Instant began = pace.now();
        nextLook = pace.nextLook();
        Set<String> known = view.sources();
        Set<String> knownMonths = Set.copyOf(view.months().keySet());
        Set<SourceMonth> changing = view.around(state.changing(view));
        context.callAsync(() -> find(known, knownMonths, changing), (found, error) -> looked(found, error, began));
    }

    /** What requests ask of the window. A poll that began before a request's listing must not take that back. */
    private final class RequestedWindow implements RequestLoop.Window {

        @Override
        public RequestedDays.Step next(RequestDesk.Poll poll) {
            if (view.isNothing()) {
                return new RequestedDays.Step(List.of(), List.of(), Map.of(), false);
            }
            RequestedDays.Step step = requested.next(poll, view, state, look.listing(), pace.now(), queue.hasReadings());
            if (!step.done().isEmpty() || !step.failed().isEmpty()) {
                state.ask(requested.references());
            }
            if (step.unknownSource()) {
                nextLook = pace.now();
                pausedUntil = nextLook;
            }
            return step;
        }

        @Override
        public Set<SourceMonth> months(Collection<EnsureRequest> asking) {
            cover(asking, view.backfill().unsummarised());
            return RequestedDays.months(asking, view);
        }

        @Override
        public Set<OutputPeriod> attributed() {
            return view.backfill().attributed();
        }

        @Override
        public Set<SourceMonth> unknown(Collection<SourceMonth> months) {
            return months.stream().filter(month -> !state.inventory().isPolled(month)).collect(Collectors.toSet());
        }

        @Override
        public Map<EnsureRequest, Long> plan(
                Collection<EnsureRequest> asking, RequestLoop.Listings listings, Map<OutputPeriod, Standing> standings, Set<OutputPeriod> complete,
                Set<OutputPeriod> unsummarised) {
            cover(asking, unsummarised); // the days may have left the window, or been forgotten, while their months were listed
            state.inventory().recall(listings.recalled());
            Set<SourceMonth> months = new HashSet<>(listings.files().keySet());
            months.retainAll(view.months().values());
            months.forEach(month -> {
                state.inventory().listed(month, listings.files().get(month));
                listedFor.put(month, pace.now());
            });
            long revision = state.nextRevision(pace.now());
            asking.forEach(request -> requested.begin(request, revision, pace.now()));
            state.ask(requested.references());
            state.inventory().settleAtOnce(RequestedDays.days(asking, view));
            proceed(months, revision);
            state.inventory().settleAtOnce(Set.of());
            Map<EnsureRequest, Long> revisions = new LinkedHashMap<>();
            Set<OutputPeriod> again = new HashSet<>();
            for (EnsureRequest request : asking) {
                Set<OutputPeriod> right = new HashSet<>();
                for (OutputPeriod period : RequestedDays.periods(request)) {
                    boolean plannedNow = state.isCompared(period, revision);
                    if (complete.contains(period) && RequestedDays.isSettled(period, request, standings.getOrDefault(period, Standing.NONE), state)) {
                        right.add(period);
                    } else if (!plannedNow) {
                        again.add(period);
                    }
                }
                requested.isRight(request, right);
                revisions.put(request, revision);
            }
            state.ask(requested.references());
            if (!again.isEmpty()) {
                state.compare(again);
                proceed(months, state.nextRevision(pace.now()));
            }
            return revisions;
        }

        @Override
        public Set<OutputPeriod> periods() {
            return requested.periods();
        }
    }

    /** Plans the days of requests that are outside the window beside those of the window, from now on for as long as they are kept. */
    private void cover(Collection<EnsureRequest> asking, Set<OutputPeriod> unsummarised) {
        Set<OutputPeriod> outside = requested.outside(asking, view);
        boolean otherClusters = !view.backfill().unsummarised().equals(unsummarised);
        if (otherClusters && !unsummarised.isEmpty()) {
            LOG.info("A cloud's day outside the window is attributed to the clusters that have usage rows of it in the tables; these have none: {}", unsummarised);
        }
        if (otherClusters || !view.backfill().asked().containsAll(outside)) {
            backfill(outside, unsummarised);
        } else if (!outside.isEmpty()) {
            backfillAsked = pace.now();
        }
    }

    /** From now on these periods outside the window are looked at too, and no others. */
    private void backfill(Set<OutputPeriod> periods, Set<OutputPeriod> unsummarised) {
        view = view.with(periods, unsummarised, look.listing().months());
        backfillAsked = pace.now();
        state.moveTo(view);
        enqueue(state.work(state.forgotten(view, state.nextRevision(pace.now()), look.leftOut().keySet())));
    }

    private Found find(Set<String> knownSources, Set<String> knownMonths, Set<SourceMonth> changing) throws IOException, InterruptedException {
        InventoryCatalog.Look found = catalog.look(knownSources, changing);
        List<SourceMonth> unknown = found.listing().months().stream()
                .filter(month -> !knownMonths.contains(month.key()))
                .toList();
        return new Found(found, unknown.isEmpty() ? Map.of() : catalog.recall(unknown));
    }

    private void looked(Found found, Throwable error, Instant began) {
        looking = false;
        if (error != null && pace.isContinuous()) {
            outage.failed(error);
            return;
        }
        failOn(error, "The window could not be listed");
        lookTook = Duration.between(began, pace.now());
        pausedUntil = pace.now().plus(lookTook.multipliedBy(PAUSE_PER_POLL));
        listedFor.values().removeIf(instant -> instant.isBefore(began));
        look = listedFor.isEmpty() ? found.look() : found.look().with(found.look().listing().withNewer(month -> listedFor.containsKey(month) ? state.inventory().files(month) : null));
        if (pace.isContinuous()) { // a run that ends holds days back instead
            outage.polled(look.listing().listed(), look.failedListings());
        }
        WindowView before = view;
        view = before.after(look);
        lost.keySet().retainAll(view.months().keySet());
        Set<SourceMonth> changed = state.looked(look, found.recalled(), view);
        progress.looked(lookTook, look);
        long revision = state.nextRevision(look.listing().at());
        if (!view.hasDaysOf(before)) {
            enqueue(state.work(state.forgotten(view, revision, look.leftOut().keySet())));
        }
        Set<SourceMonth> months = view.differsInFilesOnly(before) ? changed : new HashSet<>(view.months().values());
        months.addAll(state.restore(look.rows(), view));
        months.addAll(state.recovered(look, view, pace.now()));
        months.removeIf(month -> !state.inventory().isPolled(month));
        months.addAll(state.due(view, pace.now()));
        months.addAll(state.settleAtOnce(look.listing().complete(), view));
        proceed(months, revision);
        state.inventory().settleAtOnce(Set.of());
        if (pace.isContinuous()) {
            warn();
        }
        finishWhenDone();
    }

    /** Warns of each oddity once, until it is gone. */
    private void warn() {
        WantedOutputs outputs = new WantedOutputs(pace.run(), view.months().values().stream().map(SourceMonth::source).distinct().toList());
        WindowWarnings odd = WindowWarnings.of(view, look, state.inventory(), outputs, !pace.isContinuous());
        odd.emptySources().stream().filter(warned::add).forEach(warnings::warnOfEmptySource);
        odd.others().stream().filter(warned::add).forEach(warnings::warn);
        odd.notes().stream().filter(warned::add).forEach(warnings::note);
        warned.removeIf(sentence -> !odd.has(sentence));
    }

    /** Plans the changed days that have files in folders of months, as far as the days of all their files are known, and has the others read first. */
    private void proceed(Collection<SourceMonth> months, long revision) {
        List<InventorySplit> first = new ArrayList<>();
        Set<SourceMonth> concerned = view.around(months);
        for (SourceMonth month : concerned) {
            if (state.inventory().knows(month)) {
                state.inventory().settle(month, pace.now());
            }
            state.inventory().undated(month).stream().filter(beingDated::add).forEach(file -> first.add(InventorySplit.of(FileReading.ofDays(file, month, revision))));
        }
        first.forEach(this::begin);
        queue.addFirst(first);
        enqueue(state.work(state.plans(view, concerned, revision, pace.now())));
    }

    private void enqueue(List<InventorySplit> work) {
        progress.planned(work);
        work.forEach(this::begin);
        queue.add(work);
    }

    private void begin(InventorySplit split) {
        state.begin(split);
        count(split);
    }

    private void count(InventorySplit split) {
        if (split.reading() != null) {
            readingsUnderWay.merge(split.reading().monthKey(), 1, Integer::sum);
        }
    }

    @Override
    public void handleSplitRequest(int subtask, String host) {
        queue.ask(subtask, 1);
        finishWhenDone();
    }

    private void finishWhenDone() {
        if (!pace.isContinuous() && !view.isNothing() && queue.isIdle() && callsUnderWay == 0) {
            warn();
            queue.finish();
        }
    }

    @Override
    public void handleSourceEvent(int subtask, SourceEvent event) {
        EndedSplits ended = (EndedSplits) event;
        ended.outcomes().forEach(this::ended); // first: a file that is not small goes to a reader that has nothing else
        queue.ask(subtask, ended.requested());
        finishWhenDone();
    }

    private void ended(FileOutcome outcome) {
        Optional<InventorySplit> split = queue.end(outcome.splitId());
        if (outcome.reading() != null) {
            beingDated.remove(outcome.reading().file());
            if (split.isPresent()) { // else an enumerator before this one had handed it out
                readingsUnderWay.computeIfPresent(outcome.reading().monthKey(), (m, readings) -> readings == 1 ? null : readings - 1);
            }
            view.month(outcome.reading()).ifPresentOrElse(month -> ended(outcome, month), () -> state.dropped(outcome.reading()));
        }
    }

    private void ended(FileOutcome outcome, SourceMonth month) {
        state.ended(outcome, month, pace.now());
        progress.ended(outcome);
        if (outcome.ending() == Ending.GONE) {
            lost.computeIfAbsent(month.key(), m -> new ArrayList<>()).add(outcome.reading());
        }
        if (!readingsUnderWay.containsKey(month.key())) {
            allRead(month);
        }
    }

    /** Only now it is known which days the files of the month really have, and which of them are gone: half of that truth would hold back days. */
    private void allRead(SourceMonth month) {
        remember(month);
        List<FileReading> those = lost.remove(month.key());
        if (those == null) {
            proceed(List.of(month), state.nextRevision(pace.now()));
            return;
        }
        callsUnderWay++;
        context.callAsync(() -> catalog.list(month), (files, error) -> {
            callsUnderWay--;
            listedAgain(month, those, files, error);
            finishWhenDone();
        });
    }

    private void remember(SourceMonth month) {
        Map<LakeFile, SortedSet<Long>> found = state.inventory().takeUnsaved(month);
        if (!found.isEmpty()) {
            List<LakeFile> listed = state.inventory().files(month);
            callsUnderWay++;
            context.callAsync(() -> {
                catalog.remember(month, found, listed);
                return found.size();
            }, (files, error) -> {
                callsUnderWay--;
                finishWhenDone();
            });
        }
    }

    /** @param those the readings whose files were not there, or others, when they were to be read */
    private void listedAgain(SourceMonth month, List<FileReading> those, List<LakeFile> files, Throwable error) {
        if (error != null) {
            outage.failed(error);
        } else if (view.months().containsValue(month)) {
            state.inventory().listed(month, files);
        }
        those.stream().filter(reading -> state.inventory().has(month, reading.file())).forEach(reading -> state.cannotBeFound(reading, month, pace.now()));
        proceed(List.of(month), state.nextRevision(pace.now()));
    }

    private static void failOn(Throwable error, String what) {
        if (error != null) {
            throw new IllegalStateException(what + ": " + error.getMessage(), error);
        }
    }

    @Override
    public void addSplitsBack(List<InventorySplit> splits, int subtask) {
        List<InventorySplit> ended = queue.putBack(splits);
        splits.forEach(state::begin);
        ended.forEach(this::count);
    }

    @Override
    public void addReader(int subtask) {
        queue.begin(subtask); // it asks for work when it is ready for it
    }

    @Override
    public InventoryCheckpoint snapshotState(long checkpointId) {
        return state.toCheckpoint();
    }

    @Override
    public void close() {
        ticks.close();
        requests.close();
        catalog.close();
    }
}
