package io.costflow.provider.openshift;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** Merging the labels of 10,000 pods of 500 distinct sets with those of 40 nodes and 30 namespaces, in a new day each time. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class LabelsBenchmark {
    private static final int PODS = 10_000;

    private final LabelTexts texts = new LabelTexts(key -> true);
    private final List<LabelSet> pods = sets("{\"app\": \"a%d\", \"team\": \"t%1$d\", \"version\": \"1.%1$d\"}", 500);
    private final List<LabelSet> nodes = sets("{\"zone\": \"z%d\", \"team\": \"platform\"}", 40);
    private final List<LabelSet> namespaces = sets("{\"environment\": \"e%d\", \"version\": \"0\"}", 30);

    private List<LabelSet> sets(String format, int count) {
        List<LabelSet> sets = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            sets.add(texts.labels(format.formatted(i)));
        }
        return sets;
    }

    @Benchmark
    public void merge(Blackhole merged) {
        DayNumbers numbers = new DayNumbers(texts);
        int[] ofPods = pods.stream().mapToInt(numbers::number).toArray();
        int[] ofNodes = nodes.stream().mapToInt(numbers::number).toArray();
        int[] ofNamespaces = namespaces.stream().mapToInt(numbers::number).toArray();
        for (int pod = 0; pod < PODS; pod++) {
            int ofPlace = numbers.merge(ofNodes[pod % ofNodes.length], ofNamespaces[pod % ofNamespaces.length]);
            merged.consume(numbers.merge(ofPlace, ofPods[pod % ofPods.length]));
        }
    }
}
