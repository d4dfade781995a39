package io.costflow.reference;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import org.apache.flink.api.connector.source.ReaderInfo;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SplitsAssignment;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.SplitEnumeratorMetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;

/** A coordinator without threads: what is to be called, once or again and again, is called when the test says so. */
final class PollingContext extends UnregisteredMetricsGroup implements SplitEnumeratorContext<ReferenceSplit>, SplitEnumeratorMetricGroup {

    final List<ReferenceSnapshot> assigned = new ArrayList<>();
    final Map<String, Counter> counters = new HashMap<>();
    final Map<String, Gauge<?>> gauges = new HashMap<>();
    boolean toldNoMore;
    long initialDelay;
    long period;
    private final Map<Integer, ReaderInfo> readers = new HashMap<>();
    private Runnable call;

    void register() {
        readers.put(0, new ReaderInfo(0, "localhost"));
    }

    void unregister() {
        readers.clear();
    }

    /** Makes the call that is due. */
    void poll() {
        call.run();
    }

    @Override
    public SplitEnumeratorMetricGroup metricGroup() {
        return this;
    }

    @Override
    public MetricGroup addGroup(String name) {
        return this;
    }

    @Override
    public Counter counter(String name) {
        return counters.computeIfAbsent(name, super::counter);
    }

    @Override
    public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
        gauges.put(name, gauge);
        return gauge;
    }

    @Override
    public <G extends Gauge<Long>> G setUnassignedSplitsGauge(G gauge) {
        return gauge;
    }

    @Override
    public Map<Integer, ReaderInfo> registeredReaders() {
        return readers;
    }

    @Override
    public int currentParallelism() {
        return 1;
    }

    @Override
    public void assignSplits(SplitsAssignment<ReferenceSplit> assignment) {
        assignment.assignment().get(0).forEach(split -> assigned.add(split.snapshot()));
    }

    @Override
    public void signalNoMoreSplits(int reader) {
        toldNoMore = true;
    }

    @Override
    public <T> void callAsync(Callable<T> callable, BiConsumer<T, Throwable> handler) {
        call = () -> {
            T result;
            try {
                result = callable.call();
            } catch (Exception e) {
                handler.accept(null, e);
                return;
            }
            handler.accept(result, null);
        };
    }

    @Override
    public <T> void callAsync(Callable<T> callable, BiConsumer<T, Throwable> handler, long delay, long millis) {
        initialDelay = delay;
        period = millis;
        callAsync(callable, handler);
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
