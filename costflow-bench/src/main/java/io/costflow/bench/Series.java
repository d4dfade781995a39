package io.costflow.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/** What was measured of one contender and task: a cold run, which is the first one of a process, then warm ones. */
final class Series {
    private final List<Measurement> runs = new ArrayList<>();

    void add(Measurement run) {
        runs.add(run);
    }

    Measurement cold() {
        return runs.get(0);
    }

    /** The last run: peaks of memory are those of the process so far. */
    Measurement last() {
        return runs.get(runs.size() - 1);
    }

    /** The median of a figure over the warm runs. */
    double median(ToDoubleFunction<Measurement> value) {
        return median(runs.stream().skip(1).mapToDouble(value));
    }

    /** Seconds from begin to end: the median over the warm runs. */
    double wall() {
        return median(Measurement::wallSeconds);
    }

    /** CPU-seconds: the median over the warm runs. */
    double cpu() {
        return median(Measurement::cpuSeconds);
    }

    /** Seconds of a stage: the median over the warm runs; NaN when there is no such stage. */
    double stage(String name) {
        return median(run -> run.stages().getOrDefault(name, Double.NaN));
    }

    /** The median of figures: of an even number of them, the mean of the two in the middle. */
    static double median(DoubleStream figures) {
        double[] sorted = figures.sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
