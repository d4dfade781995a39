package io.costflow.reference;

import io.costflow.serialization.JsonSerializer;
import io.costflow.settings.Settings;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** koku's reference tables as a source of complete snapshots, one per tenant. It has parallelism 1. */
public final class ReferenceSource implements Source<ReferenceSnapshot, ReferenceSplit, ReferenceCheckpoint> {

    private static final long serialVersionUID = 1L;

    private final ReferenceCatalog catalog;

    public ReferenceSource(Settings settings) {
        this.catalog = new ReferenceCatalog(settings);
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.BOUNDED;
    }

    @Override
    public SplitEnumerator<ReferenceSplit, ReferenceCheckpoint> createEnumerator(SplitEnumeratorContext<ReferenceSplit> context) {
        return new ReferenceEnumerator(context, catalog);
    }

    @Override
    public SplitEnumerator<ReferenceSplit, ReferenceCheckpoint> restoreEnumerator(
            SplitEnumeratorContext<ReferenceSplit> context, ReferenceCheckpoint checkpoint) {
        return createEnumerator(context);
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
