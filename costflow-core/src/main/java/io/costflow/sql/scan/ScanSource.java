package io.costflow.sql.scan;

import io.costflow.serialization.JsonSerializer;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.table.data.RowData;

/** A scan as a source that ends. */
public final class ScanSource implements Source<RowData, ScanSplit, ScanCheckpoint> {

    private static final long serialVersionUID = 1L;

    private final Scan scan;
    private final long limit;

    /**
     * @param scan what is read
     * @param limit how many rows are enough, from each reader
     */
    public ScanSource(Scan scan, long limit) {
        this.scan = scan;
        this.limit = limit;
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.BOUNDED;
    }

    @Override
    public SplitEnumerator<ScanSplit, ScanCheckpoint> createEnumerator(SplitEnumeratorContext<ScanSplit> context) {
        return new ScanEnumerator(context, scan, null);
    }

    @Override
    public SplitEnumerator<ScanSplit, ScanCheckpoint> restoreEnumerator(SplitEnumeratorContext<ScanSplit> context, ScanCheckpoint checkpoint) {
        return new ScanEnumerator(context, scan, checkpoint.splits());
    }

    @Override
    public SourceReader<RowData, ScanSplit> createReader(SourceReaderContext context) {
        return new ScanReader(context, scan, limit);
    }

    @Override
    public SimpleVersionedSerializer<ScanSplit> getSplitSerializer() {
        return new JsonSerializer<>(ScanSplit.class);
    }

    @Override
    public SimpleVersionedSerializer<ScanCheckpoint> getEnumeratorCheckpointSerializer() {
        return new JsonSerializer<>(ScanCheckpoint.class);
    }
}
