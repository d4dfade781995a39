package io.costflow.reference;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.core.io.InputStatus;

/** Emits the snapshots that it is given. Where it has no time to emit one before the tenant's next comes, only the newer one is emitted. */
final class ReferenceEmitter implements SourceReader<ReferenceSnapshot, ReferenceSplit> {

    private final Map<String, ReferenceSplit> snapshots = new LinkedHashMap<>();
    private CompletableFuture<Void> available = new CompletableFuture<>();
    private boolean noMore;

    @Override
    public void start() {
        // The enumerator sends without being asked.
    }

    @Override
    public InputStatus pollNext(ReaderOutput<ReferenceSnapshot> output) {
        Iterator<ReferenceSplit> waiting = snapshots.values().iterator();
        if (waiting.hasNext()) {
            output.collect(waiting.next().snapshot());
            waiting.remove();
        }
        if (!snapshots.isEmpty()) {
            return InputStatus.MORE_AVAILABLE;
        }
        if (noMore) {
            return InputStatus.END_OF_INPUT;
        }
        if (available.isDone()) {
            available = new CompletableFuture<>();
        }
        return InputStatus.NOTHING_AVAILABLE;
    }

    @Override
    public List<ReferenceSplit> snapshotState(long checkpointId) {
        return new ArrayList<>(snapshots.values());
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        return available;
    }

    @Override
    public void addSplits(List<ReferenceSplit> splits) {
        splits.forEach(split -> snapshots.merge(split.splitId(), split, ReferenceEmitter::newer));
        available.complete(null);
    }

    private static ReferenceSplit newer(ReferenceSplit one, ReferenceSplit other) {
        return one.snapshot().revision() > other.snapshot().revision() ? one : other;
    }

    @Override
    public void notifyNoMoreSplits() {
        noMore = true;
        available.complete(null);
    }

    @Override
    public void close() {}
}
