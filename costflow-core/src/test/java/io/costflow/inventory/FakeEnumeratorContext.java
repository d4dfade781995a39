package io.costflow.inventory;

import io.costflow.metrics.RegisteredMetrics;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import org.apache.flink.api.connector.source.ReaderInfo;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SplitsAssignment;
import org.apache.flink.metrics.groups.SplitEnumeratorMetricGroup;
import org.apache.flink.runtime.metrics.groups.InternalSplitEnumeratorMetricGroup;

/** A coordinator without threads: asynchronous calls wait until they are let run. */
final class FakeEnumeratorContext implements SplitEnumeratorContext<InventorySplit> {

    final Map<Integer, List<InventorySplit>> assigned = new HashMap<>();
    final Set<Integer> toldNoMore = new HashSet<>();
    /** The readers that were sent splits, once for each message. */
    final List<Integer> messages = new ArrayList<>();
    final RegisteredMetrics metrics = new RegisteredMetrics();
    private final Map<Integer, ReaderInfo> readers = new HashMap<>();
    private final Queue<Runnable> calls = new ArrayDeque<>();

    void register(int reader) {
        readers.put(reader, new ReaderInfo(reader, "localhost"));
    }

    void unregister(int reader) {
        readers.remove(reader);
    }

    /** Lets all asynchronous calls run that were made so far. */
    void runCalls() {
        for (Runnable call = calls.poll(); call != null; call = calls.poll()) {
            call.run();
        }
    }

    @Override
    public SplitEnumeratorMetricGroup metricGroup() {
        return new InternalSplitEnumeratorMetricGroup(metrics.group());
    }

    @Override
    public Map<Integer, ReaderInfo> registeredReaders() {
        return readers;
    }

    @Override
    public int currentParallelism() {
        return readers.size();
    }

    @Override
    public void assignSplits(SplitsAssignment<InventorySplit> assignment) {
        assignment.assignment().forEach((reader, splits) -> {
            messages.add(reader);
            assigned.computeIfAbsent(reader, r -> new ArrayList<>()).addAll(splits);
        });
    }

    @Override
    public void signalNoMoreSplits(int reader) {
        toldNoMore.add(reader);
    }

    @Override
    public <T> void callAsync(Callable<T> callable, BiConsumer<T, Throwable> handler) {
        calls.add(() -> {
            T result;
            try {
                result = callable.call();
            } catch (Exception e) {
                handler.accept(null, e);
                return;
            }
            handler.accept(result, null);
        });
    }

    @Override
    public <T> void callAsync(Callable<T> callable, BiConsumer<T, Throwable> handler, long initialDelay, long period) {
        throw new UnsupportedOperationException("Nothing is called again and again.");
    }

    @Override
    public void runInCoordinatorThread(Runnable runnable) {
        runnable.run();
    }

    @Override
    public void sendEventToSourceReader(int reader, SourceEvent event) {
        throw new UnsupportedOperationException("Readers are told nothing.");
    }
}
