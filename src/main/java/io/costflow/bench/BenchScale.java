package io.costflow.bench;

import io.costflow.demo.Scale;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** How much data is measured. */
enum BenchScale {
    /** Next to nothing: to see whether the benchmark itself works. */
    TINY("tiny", new Scale(List.of(4), 10, 0, 1), new Fleet(3, 4)),
    /** A million pod-hours: one day of a cluster of 400 nodes with 104 pods each. */
    MILLION("1m", Scale.millionPodHours(), new Fleet(20, 30)),
    /** Ten such days. */
    TEN_MILLIONS("10m", new Scale(List.of(400), 104, 0, 10), new Fleet(60, 60)),
    /** A month of 10,000 pods. */
    MONTH("month", new Scale(List.of(96), 104, 0, 31), new Fleet(200, 60));

    /**
     * How many sources with how many days each are followed.
     *
     * @param sources small clusters
     * @param days days of each
     */
    record Fleet(int sources, int days) {}

    private final String text;
    private final Scale scale;
    private final Fleet fleet;

    BenchScale(String text, Scale scale, Fleet fleet) {
        this.text = text;
        this.scale = scale;
        this.fleet = fleet;
    }

    /** The scale that users call by this name. */
    static BenchScale of(String text) {
        return Arrays.stream(values()).filter(value -> value.text.equals(text)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("must be one of " + names() + ", but was '" + text + "'"));
    }

    private static String names() {
        return Arrays.stream(values()).map(BenchScale::toString).collect(Collectors.joining(", "));
    }

    Scale scale() {
        return scale;
    }

    Fleet fleet() {
        return fleet;
    }

    /** The name that users call it by. */
    @Override
    public String toString() {
        return text;
    }
}
