package io.costflow.reference;

import io.costflow.metrics.CostflowMetric;
import io.costflow.metrics.MetricScope;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.metrics.Counter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the reference data again and again. What fails is tried again at the next poll. */
final class ContinuousReferenceEnumerator extends ReferenceEnumerator {

    private static final Logger LOG = LoggerFactory.getLogger(ContinuousReferenceEnumerator.class);
    private static final long REQUESTS_MILLIS = 150;

    private final Callable<ReferenceReading> tables;
    private final RequestedSnapshots requested;
    private final Duration poll;
    private final ReadingHealth health;
    private final InstantSource clock;
    private final Counter failures;
    private volatile Instant lastRead;

    /**
     * @param tables reads the snapshots of all tenants, in one attempt
     * @param requested reads those of tenants that days are asked of
     * @param poll how often they are read
     * @param clock a clock that never goes back
     */
    ContinuousReferenceEnumerator(
            SplitEnumeratorContext<ReferenceSplit> context,
            Callable<ReferenceReading> tables,
            RequestedSnapshots requested,
            Duration poll,
            ReadingHealth health,
            InstantSource clock,
            ReferenceCheckpoint checkpoint) {
        super(context, checkpoint);
        this.tables = tables;
        this.requested = requested;
        this.poll = poll;
        this.health = health;
        this.clock = clock;
        this.lastRead = clock.instant().minus(poll);
        MetricScope metrics = MetricScope.ofEnumerator(context.metricGroup(), "reference");
        this.failures = metrics.counter(CostflowMetric.REFERENCE_READS_FAILED);
        metrics.gauge(CostflowMetric.REFERENCE_AGE_MILLIS, () -> health.age().toMillis());
    }

    @Override
    public void start() {
        context().callAsync(this::poll, this::polled, 0, poll.toMillis());
        context().callAsync(requested::read, this::requestedWereRead, REQUESTS_MILLIS, REQUESTS_MILLIS);
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

    /** Each request learns at which revision its tenant's data is known now: that of a former reading if nothing has changed since. */
    private void requestedWereRead(RequestedSnapshots.Read read, Throwable error) {
        if (error != null) {
            LOG.warn("The reference data of requests could not be read; this is tried again: {}", error.getMessage());
            return;
        }
        wereRead(read.snapshots());
        read.requests().forEach((tenant, ids) -> {
            long revision = revision(tenant);
            if (revision > 0) {
                context().callAsync(() -> requested.record(tenant, ids, revision), (done, failure) -> {
                    if (failure != null) {
                        LOG.warn("A request of {} is read for again: {}", tenant, failure.getMessage());
                    }
                });
            }
        });
    }
}
