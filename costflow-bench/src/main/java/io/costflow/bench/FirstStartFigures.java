package io.costflow.bench;

import io.costflow.testbed.RequestListener.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What was measured of first starts. */
final class FirstStartFigures {

    /** One start, with the requests that the object store answered meanwhile. */
    private record Start(Measurement measurement, int lists, int heads, int gets, int objects) {}

    private final List<Start> starts = new ArrayList<>();

    void add(Measurement measurement, RequestCounts counts) {
        starts.add(new Start(measurement, counts.of(Kind.LIST), counts.of(Kind.HEAD), counts.of(Kind.GET), counts.objects()));
    }

    /** The median of a figure over all starts. */
    double median(ToDoubleFunction<Measurement> value) {
        return Series.median(starts.stream().mapToDouble(start -> value.applyAsDouble(start.measurement)));
    }

    double files() {
        return Series.median(starts.stream().mapToDouble(Start::objects));
    }

    double lists() {
        return Series.median(starts.stream().mapToDouble(Start::lists));
    }

    double headsPerFile() {
        return Series.median(starts.stream().mapToDouble(start -> start.heads / (double) start.objects));
    }

    double getsPerFile() {
        return Series.median(starts.stream().mapToDouble(start -> start.gets / (double) start.objects));
    }

    double requestsPerFile() {
        return Series.median(starts.stream().mapToDouble(start -> (start.heads + start.gets) / (double) start.objects));
    }
}
