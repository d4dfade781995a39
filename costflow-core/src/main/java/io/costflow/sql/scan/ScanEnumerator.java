package io.costflow.sql.scan;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.Set;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SplitsAssignment;

/** Finds the pieces of a scan once, and hands them out to the readers that ask: many small ones at once, large ones one by one. */
final class ScanEnumerator implements SplitEnumerator<ScanSplit, ScanCheckpoint> {

    /** So much is handed out at once at least, if it is there: asking takes longer than reading a small file. */
    private static final long ENOUGH_BYTES = 4L << 20;

    /** So that readers end at about the same time, none gets a larger part of what is left. */
    private static final int PARTS_PER_READER = 4;

    private final SplitEnumeratorContext<ScanSplit> context;
    private final Scan scan;
    private final Set<Integer> waiting = new TreeSet<>();
    private Deque<ScanSplit> left;

    /** @param left the pieces that are left; null when they must be found first */
    ScanEnumerator(SplitEnumeratorContext<ScanSplit> context, Scan scan, List<ScanSplit> left) {
        this.context = context;
        this.scan = scan;
        this.left = left == null ? null : new ArrayDeque<>(left);
    }

    @Override
    public void start() {
        if (left == null) {
            context.callAsync(scan::splits, this::found);
        }
    }

    private void found(List<ScanSplit> splits, Throwable failure) {
        if (failure != null) {
            throw failure instanceof RuntimeException unchecked ? unchecked : new ScanFailedException(failure.getMessage(), failure);
        }
        left = new ArrayDeque<>(splits);
        ScanProgress.addFound(splits.size());
        assign();
    }

    @Override
    public void handleSplitRequest(int reader, String host) {
        waiting.add(reader);
        assign();
    }

    @Override
    public void addSplitsBack(List<ScanSplit> splits, int reader) {
        splits.forEach(left::addFirst);
        assign();
    }

    private void assign() {
        if (left == null) {
            return;
        }
        waiting.removeIf(reader -> !context.registeredReaders().containsKey(reader));
        for (int reader : waiting) {
            if (left.isEmpty()) {
                context.signalNoMoreSplits(reader);
            } else {
                context.assignSplits(new SplitsAssignment<>(Map.of(reader, portion())));
            }
        }
        waiting.clear();
    }

    private List<ScanSplit> portion() {
        int most = Math.max(1, left.size() / (PARTS_PER_READER * context.currentParallelism()));
        List<ScanSplit> portion = new ArrayList<>();
        long bytes = 0;
        while (!left.isEmpty() && portion.size() < most && bytes < ENOUGH_BYTES) {
            ScanSplit split = left.poll();
            portion.add(split);
            bytes += split.size();
        }
        return portion;
    }

    @Override
    public void addReader(int reader) {
        // It asks.
    }

    @Override
    public ScanCheckpoint snapshotState(long checkpoint) {
        return new ScanCheckpoint(left == null ? null : List.copyOf(left));
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
