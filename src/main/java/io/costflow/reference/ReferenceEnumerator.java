package io.costflow.reference;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;

/** Reads the reference data and hands it to the one reader. */
final class ReferenceEnumerator implements SplitEnumerator<ReferenceSplit, ReferenceCheckpoint> {

    private static final int READER = 0;

    private final SplitEnumeratorContext<ReferenceSplit> context;
    private final ReferenceCatalog catalog;
    private final Queue<ReferenceSplit> snapshots = new ArrayDeque<>();
    private boolean read;

    ReferenceEnumerator(SplitEnumeratorContext<ReferenceSplit> context, ReferenceCatalog catalog) {
        this.context = context;
        this.catalog = catalog;
    }

    @Override
    public void start() {
        context.callAsync(catalog::read, (found, error) -> {
            if (error != null) {
                throw new IllegalStateException("The reference data could not be read: " + error.getMessage(), error);
            }
            found.forEach(snapshot -> snapshots.add(new ReferenceSplit(snapshot)));
            read = true;
            assign();
        });
    }

    private void assign() {
        if (!read || !context.registeredReaders().containsKey(READER)) {
            return;
        }
        for (ReferenceSplit split = snapshots.poll(); split != null; split = snapshots.poll()) {
            context.assignSplit(split, READER);
        }
        context.signalNoMoreSplits(READER);
    }

    @Override
    public void handleSplitRequest(int subtask, String host) {
        // The reader is given every snapshot without asking.
    }

    @Override
    public void addSplitsBack(List<ReferenceSplit> splits, int subtask) {
        snapshots.addAll(splits);
        assign();
    }

    @Override
    public void addReader(int subtask) {
        assign();
    }

    @Override
    public ReferenceCheckpoint snapshotState(long checkpointId) {
        return new ReferenceCheckpoint();
    }

    @Override
    public void close() {}
}
