package io.costflow.bench;

import io.costflow.testbed.Infrastructure;
import io.costflow.testbed.Steps;
import java.util.List;

/** What can be measured. */
enum BenchCase {
    /** Days of a cluster, from Parquet to committed rows. */
    OPENSHIFT("openshift", (steps, options) -> new OpenShiftBench(options).run(steps)),
    /** A month of an AWS account that a cluster runs on. */
    OPENSHIFT_ON_AWS("openshift-on-aws", (steps, options) -> new OpenShiftOnCloudBench(Infrastructure.AWS, options).run(steps)),
    /** A month of an Azure subscription that a cluster runs on. */
    OPENSHIFT_ON_AZURE("openshift-on-azure", (steps, options) -> new OpenShiftOnCloudBench(Infrastructure.AZURE, options).run(steps)),
    /** A month of a GCP project that a cluster runs on. */
    OPENSHIFT_ON_GCP("openshift-on-gcp", (steps, options) -> new OpenShiftOnCloudBench(Infrastructure.GCP, options).run(steps)),
    /** A month of an AWS account by itself. */
    AWS("aws", (steps, options) -> new CloudBench(Infrastructure.AWS, options).run(steps)),
    /** A month of an Azure subscription by itself. */
    AZURE("azure", (steps, options) -> new CloudBench(Infrastructure.AZURE, options).run(steps)),
    /** A month of a GCP project by itself. */
    GCP("gcp", (steps, options) -> new CloudBench(Infrastructure.GCP, options).run(steps)),
    /** One changed file among many sources and days. */
    CHANGE("change", (steps, options) -> new ChangeBench(options).run(steps)),
    /** The first start over many small files. */
    FIRST_START("first-start", (steps, options) -> new FirstStartBench(options).run(steps)),
    /** Questions in SQL over the line items of days of a cluster. */
    SQL("sql", (steps, options) -> new SqlBench(options).run(steps)),
    /** Days of a cluster in a process that is new each time. */
    COLD("cold", (steps, options) -> new ColdBench(options).run(steps)),
    /** What the endpoint in Trino's place adds to a statement that it passes on. */
    PASS_THROUGH("pass-through", (steps, options) -> new PassThroughBench(options).run(steps)),
    /** A statement that asks for five days of a cluster which are as they were. */
    ENSURE("ensure", (steps, options) -> new EnsureBench(options).run(steps)),
    /** The start and end of a process that has next to nothing to do. */
    START("start", (steps, options) -> new StartBench(options).run(steps));

    /** Measures, and returns the results as tables. */
    private interface Bench {
        List<BenchTable> run(Steps steps, BenchOptions options) throws Exception;
    }

    private final String text;
    private final Bench bench;

    BenchCase(String text, Bench bench) {
        this.text = text;
        this.bench = bench;
    }

    /** Measures, and returns the results as tables. */
    List<BenchTable> run(Steps steps, BenchOptions options) throws Exception {
        return bench.run(steps, options);
    }

    @Override
    public String toString() {
        return text;
    }
}
