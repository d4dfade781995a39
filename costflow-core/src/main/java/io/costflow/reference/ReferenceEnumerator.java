package io.costflow.reference;

import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;

/** Hands the newest snapshot of every tenant to the one reader, and again to each reader that takes its place. When the tables are read is up to the mode. */
abstract class ReferenceEnumerator implements SplitEnumerator<ReferenceSplit, ReferenceCheckpoint> {

    static final int READER = 0;

    private final SplitEnumeratorContext<ReferenceSplit> context;
    private final NewestSnapshots newest;

    ReferenceEnumerator(SplitEnumeratorContext<ReferenceSplit> context, ReferenceCheckpoint checkpoint) {
        this.context = context;
        this.newest = new NewestSnapshots(checkpoint.lastRevision());
    }

    SplitEnumeratorContext<ReferenceSplit> context() {
        return context;
    }

    /** Sends the snapshots that changed to the reader, once those of all tenants were read. */
    void wereRead(ReferenceReading reading) {
        send(newest.changes(reading.snapshots(), reading.unreadable().keySet()));
    }

    /** Sends the snapshots of some tenants that changed to the reader. */
    void wereRead(List<ReferenceSnapshot> snapshots) {
        send(newest.changes(snapshots));
    }

    /** The revision of what was read last of a tenant; 0 if nothing was. */
    long revision(String tenant) {
        return newest.revision(tenant);
    }

    private void send(List<ReferenceSnapshot> changed) {
        if (context.registeredReaders().containsKey(READER)) {
            assign(changed);
        }
    }

    private void assign(Collection<ReferenceSnapshot> snapshots) {
        snapshots.forEach(snapshot -> context.assignSplit(new ReferenceSplit(snapshot), READER));
    }

    @Override
    public void handleSplitRequest(int subtask, String host) {
        // The reader is given every snapshot without asking.
    }

    @Override
    public void addSplitsBack(List<ReferenceSplit> splits, int subtask) {
        // The reader comes back, and is then given what is newest.
    }

    @Override
    public void addReader(int subtask) {
        assign(newest.all());
    }

    @Override
    public ReferenceCheckpoint snapshotState(long checkpointId) {
        return new ReferenceCheckpoint(newest.lastRevision());
    }

    @Override
    public void close() {}
}
