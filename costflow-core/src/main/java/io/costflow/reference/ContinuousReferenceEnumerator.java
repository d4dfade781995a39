package io.costflow.reference;

import io.costflow.metrics.CostflowMetric;
import io.costflow.metrics.MetricScope;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.metrics.Counter;

/** Reads the reference data again and again. What fails is tried again at the next poll. */
final class ContinuousReferenceEnumerator extends ReferenceEnumerator {

    private final Callable<List<ReferenceSnapshot>> tables;
    private final Duration poll;
    private final ReadingHealth health;
    private final LongSupplier nanos;
    private final Counter failures;
    private volatile long lastRead;

    /**
     * @param tables reads the snapshots of all tenants, in one attempt
     * @param poll how often they are read
     * @param nanos a clock that never goes back, in nanoseconds
     */
    ContinuousReferenceEnumerator(
            SplitEnumeratorContext<ReferenceSplit> context,
            Callable<List<ReferenceSnapshot>> tables,
            Duration poll,
            ReadingHealth health,
            LongSupplier nanos,
            ReferenceCheckpoint checkpoint) {
        super(context, checkpoint);
        this.tables = tables;
        this.poll = poll;
        this.health = health;
        this.nanos = nanos;
        this.lastRead = nanos.getAsLong() - poll.toNanos();
        MetricScope metrics = MetricScope.ofEnumerator(context.metricGroup(), "reference");
        this.failures = metrics.counter(CostflowMetric.REFERENCE_READS_FAILED);
        metrics.gauge(CostflowMetric.REFERENCE_AGE_MILLIS, () -> health.age().toMillis());
    }

    @Override
    public void start() {
        context().callAsync(this::poll, this::polled, 0, poll.toMillis());
    }

    /** Flink makes one call after another, and after a long one makes up for those that were missed: these read nothing. */
    private Optional<List<ReferenceSnapshot>> poll() throws Exception {
        if (nanos.getAsLong() - lastRead < poll.toNanos() / 2) {
            return Optional.empty();
        }
        try {
            return Optional.of(tables.call());
        } finally {
            lastRead = nanos.getAsLong();
        }
    }

    private void polled(Optional<List<ReferenceSnapshot>> snapshots, Throwable error) {
        if (error != null) {
            failures.inc();
            health.failed(error);
        } else if (snapshots.isPresent()) {
            health.succeeded();
            wereRead(snapshots.get());
        }
    }
}
