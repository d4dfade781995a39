package io.costflow.reference;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.core.io.InputStatus;

/** Emits the snapshots that it is given. */
final class ReferenceEmitter implements SourceReader<ReferenceSnapshot, ReferenceSplit> {

    private final Deque<ReferenceSplit> snapshots = new ArrayDeque<>();
    private CompletableFuture<Void> available = new CompletableFuture<>();
    private boolean noMore;

    @Override
    public void start() {
        // The enumerator sends without being asked.
    }

    @Override
    public InputStatus pollNext(ReaderOutput<ReferenceSnapshot> output) {
        ReferenceSplit split = snapshots.poll();
        if (split != null) {
            output.collect(split.snapshot());
        }
        if (!snapshots.isEmpty()) {
            return InputStatus.MORE_AVAILABLE;
        }
        if (noMore) {
            return InputStatus.END_OF_INPUT;
        }
        available = new CompletableFuture<>();
        return InputStatus.NOTHING_AVAILABLE;
    }

    @Override
    public List<ReferenceSplit> snapshotState(long checkpointId) {
        return new ArrayList<>(snapshots);
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        return available;
    }

    @Override
    public void addSplits(List<ReferenceSplit> splits) {
        snapshots.addAll(splits);
        available.complete(null);
    }

    @Override
    public void notifyNoMoreSplits() {
        noMore = true;
        available.complete(null);
    }

    @Override
    public void close() {}
}
