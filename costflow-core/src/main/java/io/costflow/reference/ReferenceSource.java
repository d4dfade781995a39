package io.costflow.reference;

import io.costflow.database.Database;
import io.costflow.retry.MonotonicClock;
import io.costflow.serialization.JsonSerializer;
import io.costflow.settings.Settings;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * koku's reference tables as a source of complete snapshots, one per tenant and, in a continuous run, another one whenever the tenant's data has changed. It
 * has parallelism 1.
 */
public final class ReferenceSource implements Source<ReferenceSnapshot, ReferenceSplit, ReferenceCheckpoint> {

    private static final long serialVersionUID = 1L;

    private static final long REQUESTS_MILLIS = 150;

    private final Settings settings;
    private final ReferenceCatalog catalog;
    private final ReferenceRequests requests;

    /**
     * @param catalog reads the tables
     * @param requests what a continuous run reads them for between its polls
     */
    public ReferenceSource(Settings settings, ReferenceCatalog catalog, ReferenceRequests requests) {
        this.settings = settings;
        this.catalog = catalog;
        this.requests = requests;
    }

    @Override
    public Boundedness getBoundedness() {
        return settings.run().isContinuous() ? Boundedness.CONTINUOUS_UNBOUNDED : Boundedness.BOUNDED;
    }

    @Override
    public SplitEnumerator<ReferenceSplit, ReferenceCheckpoint> createEnumerator(SplitEnumeratorContext<ReferenceSplit> context) {
        return restoreEnumerator(context, ReferenceCheckpoint.NONE);
    }

    @Override
    public SplitEnumerator<ReferenceSplit, ReferenceCheckpoint> restoreEnumerator(
            SplitEnumeratorContext<ReferenceSplit> context, ReferenceCheckpoint checkpoint) {
        if (!settings.run().isContinuous()) {
            return new BoundedReferenceEnumerator(context, () -> catalog.read(new Database(settings.database())), checkpoint);
        }
        MonotonicClock clock = new MonotonicClock();
        ReadingHealth health = new ReadingHealth(settings.database().outageBudget(), clock);
        Database database = Database.keepingConnection(settings.database());
        RequestedSnapshots requested = new RequestedSnapshots(requests, tenants -> catalog.readAtOnce(database, tenants), REQUESTS_MILLIS);
        return new ContinuousReferenceEnumerator(
                context, () -> catalog.readAtOnce(database), requested, settings.continuous().poll(), health, clock, checkpoint, database);
    }

    @Override
    public SourceReader<ReferenceSnapshot, ReferenceSplit> createReader(SourceReaderContext context) {
        return new ReferenceEmitter();
    }

    @Override
    public SimpleVersionedSerializer<ReferenceSplit> getSplitSerializer() {
        return new JsonSerializer<>(ReferenceSplit.class);
    }

    @Override
    public SimpleVersionedSerializer<ReferenceCheckpoint> getEnumeratorCheckpointSerializer() {
        return new JsonSerializer<>(ReferenceCheckpoint.class);
    }
}
