package io.costflow.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

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

    /** The median over the warm runs: of an even number of runs, the mean of the two in the middle. */
    double median(ToDoubleFunction<Measurement> value) {
        double[] values = runs.stream().skip(1).mapToDouble(value).sorted().toArray();
        int middle = values.length / 2;
        return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }
}
