package io.costflow.reference;

import io.costflow.metrics.CostflowMetric;
import io.costflow.metrics.MetricScope;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.util.IOUtils;

/** Reads the reference data again and again. What fails is tried again at the next poll. */
final class ContinuousReferenceEnumerator extends ReferenceEnumerator {

    private final Callable<ReferenceReading> tables;
    private final RequestedSnapshots requested;
    private final Duration poll;
    private final ReadingHealth health;
    private final InstantSource clock;
    private final AutoCloseable connection;
    private final Counter failures;
    private volatile Instant lastRead;

    /**
     * @param tables reads the snapshots of all tenants, in one attempt
     * @param requested reads those of tenants that days are asked of
     * @param poll how often they are read
     * @param clock a clock that never goes back
     * @param connection what both read over, which is closed with this
     */
    ContinuousReferenceEnumerator(
            SplitEnumeratorContext<ReferenceSplit> context,
            Callable<ReferenceReading> tables,
            RequestedSnapshots requested,
            Duration poll,
            ReadingHealth health,
            InstantSource clock,
            ReferenceCheckpoint checkpoint,
            AutoCloseable connection) {
        super(context, checkpoint);
        this.tables = tables;
        this.requested = requested;
        this.poll = poll;
        this.health = health;
        this.clock = clock;
        this.connection = connection;
        this.lastRead = clock.instant().minus(poll);
        MetricScope metrics = MetricScope.ofEnumerator(context.metricGroup(), "reference");
        this.failures = metrics.counter(CostflowMetric.REFERENCE_READS_FAILED);
        metrics.gauge(CostflowMetric.REFERENCE_AGE_MILLIS, () -> health.age().toMillis());
    }

    @Override
    public void start() {
        context().callAsync(this::poll, this::polled, 0, poll.toMillis());
        requested.start(this::knownInCoordinator);
    }

    /** Flink makes one call after another, and after a long one makes up for the missed ones: these read nothing. */
    private Optional<ReferenceReading> poll() throws Exception {
        if (Duration.between(lastRead, clock.instant()).compareTo(poll.dividedBy(2)) < 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(tables.call());
        } finally {
            lastRead = clock.instant();
        }
    }

    private void polled(Optional<ReferenceReading> reading, Throwable error) {
        if (error != null) {
            failures.inc();
            health.failed(error);
        } else if (reading.isPresent()) {
            health.succeeded();
            wereRead(reading.get());
        }
    }

    /** Takes in what was read for requests. Each learns at which revision its tenant's data is known: that of a former reading if nothing has changed since. */
    Map<String, Long> known(List<ReferenceSnapshot> snapshots) {
        wereRead(snapshots);
        Map<String, Long> revisions = new HashMap<>();
        snapshots.forEach(snapshot -> revisions.put(snapshot.tenant(), revision(snapshot.tenant())));
        return revisions;
    }

    private Map<String, Long> knownInCoordinator(List<ReferenceSnapshot> snapshots) throws InterruptedException {
        FutureTask<Map<String, Long>> task = new FutureTask<>(() -> known(snapshots));
        context().runInCoordinatorThread(task);
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    @Override
    public void close() {
        requested.close();
        IOUtils.closeQuietly(connection);
    }
}
