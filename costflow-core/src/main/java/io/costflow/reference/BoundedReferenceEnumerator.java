package io.costflow.reference;

import java.util.List;
import java.util.concurrent.Callable;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;

/** Reads the reference data once. */
final class BoundedReferenceEnumerator extends ReferenceEnumerator {

    private final Callable<List<ReferenceSnapshot>> tables;
    private boolean read;

    BoundedReferenceEnumerator(
            SplitEnumeratorContext<ReferenceSplit> context, Callable<List<ReferenceSnapshot>> tables, ReferenceCheckpoint checkpoint) {
        super(context, checkpoint);
        this.tables = tables;
    }

    @Override
    public void start() {
        context().callAsync(tables, (snapshots, error) -> {
            if (error != null) {
                throw new IllegalStateException("The reference data could not be read: " + error.getMessage(), error);
            }
            read = true;
            wereRead(snapshots);
            endReader();
        });
    }

    @Override
    public void addReader(int subtask) {
        super.addReader(subtask);
        endReader();
    }

    private void endReader() {
        if (read && context().registeredReaders().containsKey(READER)) {
            context().signalNoMoreSplits(READER);
        }
    }
}
