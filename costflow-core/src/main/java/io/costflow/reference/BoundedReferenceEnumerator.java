package io.costflow.reference;

import io.costflow.day.Revisions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;

/** Reads the reference data once. Of a tenant whose tables cannot be read, it says so instead, so that the tenant's days are held back. */
final class BoundedReferenceEnumerator extends ReferenceEnumerator {

    private final Callable<ReferenceReading> tables;
    private boolean read;

    BoundedReferenceEnumerator(
            SplitEnumeratorContext<ReferenceSplit> context, Callable<ReferenceReading> tables, ReferenceCheckpoint checkpoint) {
        super(context, checkpoint);
        this.tables = tables;
    }

    @Override
    public void start() {
        context().callAsync(tables, (reading, error) -> {
            if (error != null) {
                throw new IllegalStateException("The reference data could not be read: " + error.getMessage(), error);
            }
            read = true;
            List<ReferenceSnapshot> all = new ArrayList<>(reading.snapshots());
            reading.unreadable().forEach((tenant, reason) -> all.add(ReferenceSnapshot.unreadable(tenant, Revisions.at(Instant.now()), reason)));
            wereRead(new ReferenceReading(all, Map.of()));
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
