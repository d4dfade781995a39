package io.costflow.bench;

import io.costflow.demo.Steps;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What can be measured. */
enum BenchCase {
    /** Days of a cluster, from Parquet to committed rows. */
    OPENSHIFT("openshift") {
        @Override
        List<BenchTable> run(Steps steps, BenchOptions options) throws Exception {
            return new OpenShiftBench(options).run(steps);
        }
    },
    /** A month of an AWS account that a cluster runs on. */
    OPENSHIFT_ON_AWS("openshift-on-aws") {
        @Override
        List<BenchTable> run(Steps steps, BenchOptions options) throws Exception {
            return new OpenShiftOnAwsBench(options).run(steps);
        }
    },
    /** The start and end of a process that has next to nothing to do. */
    START("start") {
        @Override
        List<BenchTable> run(Steps steps, BenchOptions options) throws Exception {
            return new StartBench(options).run(steps);
        }
    },
    /** One changed file among many sources and days. */
    CHANGE("change") {
        @Override
        List<BenchTable> run(Steps steps, BenchOptions options) throws Exception {
            return new ChangeBench(options).run(steps);
        }
    };

    private final String text;

    BenchCase(String text) {
        this.text = text;
    }

    /** The case that users call by this name. */
    static BenchCase of(String text) {
        return Arrays.stream(values()).filter(value -> value.text.equals(text)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("must be one of " + names() + ", but was '" + text + "'"));
    }

    private static String names() {
        return Arrays.stream(values()).map(BenchCase::toString).collect(Collectors.joining(", "));
    }

    /** Measures. */
    abstract List<BenchTable> run(Steps steps, BenchOptions options) throws Exception;

    @Override
    public String toString() {
        return text;
    }
}
