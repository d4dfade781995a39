package io.costflow.inventory;

import io.costflow.day.LakeFile;
import io.costflow.day.OutputPeriod;
import io.costflow.inventory.RequestedDays.Done;
import io.costflow.inventory.RequestedDays.Step;
import io.costflow.publish.EnsureRequest;
import io.costflow.publish.EnsuredPeriods.Standing;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Polls the requests for days, has them planned, and answers them. It has a separate thread, since a poll of the whole lake may take longer than a request should
 * wait; what it knows of the window, it asks in the coordinator's thread.
 */
final class RequestLoop implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RequestLoop.class);
    private static final long PERIOD_MILLIS = 150;
    private static final Duration QUIET = Duration.ofMinutes(1);

    /** What the enumerator does for requests, in its thread. */
    interface Window {

        /** Decides what is to be done next; nothing before the first poll of the window. */
        Step next(RequestDesk.Poll poll);

        /** The months to list for requests that are taken up. */
        Set<SourceMonth> months(Collection<EnsureRequest> requests);

        /** The periods of clusters outside the window that clouds' days which are asked for may be attributed to. */
        Set<OutputPeriod> attributed();

        /** The ones of some months that no poll and no request before has listed. */
        Set<SourceMonth> unknown(Collection<SourceMonth> months);

        /**
         * Plans the days of requests by new listings.
         *
         * @param standings how their periods stand
         * @param complete the periods of which the tables hold as many rows as were written
         * @param unsummarised the periods of {@link #attributed()} of which the tables hold no rows
         * @return the revision of each request's plans
         */
        Map<EnsureRequest, Long> plan(
                Collection<EnsureRequest> requests, Listings listings, Map<OutputPeriod, Standing> standings, Set<OutputPeriod> complete, Set<OutputPeriod> unsummarised);

        /** The periods that are being worked on. */
        Set<OutputPeriod> periods();
    }

    /**
     * What is there of the months of requests.
     *
     * @param files the files of each month
     * @param recalled what earlier runs found out about the days of files of months that are new
     */
    record Listings(Map<SourceMonth, List<LakeFile>> files, Map<LakeFile, SortedSet<Long>> recalled) {}

    private final RequestDesk desk;
    private final InventoryCatalog catalog;
    private final Window window;
    private final Consumer<Runnable> coordinator;
    private ScheduledExecutorService thread;
    private Instant quietUntil = Instant.MIN;

    /** @param coordinator runs something in the coordinator's thread */
    RequestLoop(RequestDesk desk, InventoryCatalog catalog, Window window, Consumer<Runnable> coordinator) {
        this.desk = desk;
        this.catalog = catalog;
        this.window = window;
        this.coordinator = coordinator;
    }

    /** Begins to poll. */
    void start() {
        thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread own = new Thread(task, "inventory-requests");
            own.setDaemon(true);
            return own;
        });
        thread.scheduleWithFixedDelay(this::attempt, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Whatever fails is tried again by the next poll, since requests stay open until they are answered. */
    private void attempt() {
        try {
            if (poll()) {
                poll(); // days that were right already are answered at once
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception failure) {
            if (!Instant.now().isBefore(quietUntil)) {
                quietUntil = Instant.now().plus(QUIET);
                LOG.warn("Requests for days wait; they are taken up as soon as possible. The reason: {}", failure.getMessage(), failure);
            }
        }
    }

    /** Takes up what is new, and answers what is done. Returns whether anything was taken up. */
    boolean poll() throws IOException, InterruptedException {
        RequestDesk.Poll poll = desk.poll(inCoordinator(window::periods));
        if (poll.open().isEmpty()) {
            return false;
        }
        Step step = inCoordinator(() -> window.next(poll));
        for (Map.Entry<EnsureRequest, String> failed : step.failed().entrySet()) {
            fail(failed.getKey(), failed.getValue());
        }
        for (Done done : step.done()) {
            answer(done);
        }
        if (!step.takeUp().isEmpty()) {
            takeUp(step.takeUp());
        }
        return !step.takeUp().isEmpty();
    }

    private void takeUp(List<EnsureRequest> requests) throws IOException, InterruptedException {
        Set<SourceMonth> months = inCoordinator(() -> window.months(requests));
        Set<SourceMonth> unknown = inCoordinator(() -> window.unknown(months));
        Map<SourceMonth, List<LakeFile>> files = new HashMap<>();
        for (SourceMonth month : months) {
            files.put(month, catalog.list(month));
        }
        Listings listings = new Listings(files, unknown.isEmpty() ? Map.of() : catalog.recall(unknown));
        Set<OutputPeriod> periods = requests.stream().flatMap(request -> RequestedDays.periods(request).stream()).collect(Collectors.toSet());
        Map<OutputPeriod, Standing> standings = desk.standings(periods);
        Set<OutputPeriod> complete = desk.complete(periods);
        Set<OutputPeriod> unsummarised = new HashSet<>(inCoordinator(window::attributed));
        unsummarised.removeAll(desk.summarised(unsummarised));
        Map<EnsureRequest, Long> revisions = inCoordinator(() -> window.plan(requests, listings, standings, complete, unsummarised));
        for (Map.Entry<EnsureRequest, Long> request : revisions.entrySet()) {
            desk.begin(request.getKey(), request.getValue());
        }
    }

    /** A day that is held back is answered by its last good revision, as long as the tables hold it. */
    private void answer(Done done) throws IOException {
        Set<OutputPeriod> lost = new HashSet<>(done.heldBack().keySet());
        lost.removeAll(desk.complete(lost));
        if (!lost.isEmpty()) {
            OutputPeriod first = lost.stream().min((one, other) -> one.from().compareTo(other.from())).orElseThrow();
            fail(done.request(), "The day " + first.from() + " is held back, and the tables do not hold its last good revision: " + done.heldBack().get(first) + more(lost.size()));
            return;
        }
        String remark = done.heldBack().entrySet().stream().findFirst()
                .map(first -> "The day " + first.getKey().from() + " is held back, and the tables hold its last good revision: " + first.getValue() + more(done.heldBack().size()))
                .orElse(null);
        desk.done(done.request(), remark);
        LOG.info("Ensured {} of {}/{} from {} to {}.{}", done.request().output(), done.request().tenant(), done.request().source(), done.request().from(),
                done.request().to(), remark == null ? "" : " " + remark);
    }

    private static String more(int days) {
        return days == 1 ? "" : " The same is true of " + (days - 1) + " more of its days, for the reasons that costflow_status says.";
    }

    private void fail(EnsureRequest request, String reason) throws IOException {
        desk.failed(request, reason);
        LOG.warn("The request {} for {} of {}/{} from {} to {} has failed: {}", request.id(), request.output(), request.tenant(), request.source(), request.from(),
                request.to(), reason);
    }

    private <T> T inCoordinator(Callable<T> question) throws InterruptedException {
        FutureTask<T> task = new FutureTask<>(question);
        coordinator.accept(task);
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    @Override
    public void close() {
        if (thread != null) {
            thread.shutdownNow();
        }
        desk.close();
    }
}
