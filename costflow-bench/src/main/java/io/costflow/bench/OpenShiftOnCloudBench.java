package io.costflow.bench;

import io.costflow.testbed.DemoFolder;
import io.costflow.testbed.Infrastructure;
import io.costflow.testbed.Steps;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/**
 * Days of an account at a cloud and of the cluster that runs on it. DuckDB summarizes the cluster first, which is measured by itself, and then joins the account's
 * line items with what it found.
 */
final class OpenShiftOnCloudBench {
    private static final String CLUSTER = "/bench/openshift-on-cloud-cluster.sql";
    private static final int THIRD = 3;

    private final Infrastructure cloud;
    private final BenchOptions options;
    private final OpenShiftOnCloudSeries series = new OpenShiftOnCloudSeries();

    OpenShiftOnCloudBench(Infrastructure cloud, BenchOptions options) {
        this.cloud = cloud;
        this.options = options;
    }

    /** Runs to the end. */
    List<BenchTable> run(Steps steps) throws Exception {
        BenchLake lake = BenchLake.ofAccount(options, cloud, steps);
        LocalDate third = lake.data().from().plusDays(Math.max(1, lake.data().days() / THIRD) - 1L);
        try (DemoFolder folder = DemoFolder.create();
                BenchDatabases databases = steps.run("Starting PostgreSQL", () -> BenchDatabases.start(lake.data()));
                Contender costflow = options.contenders().start("Costflow", options.javaOptions());
                Contender duckdb = options.contenders().start("the floor", List.of())) {
            for (int run = 0; run <= options.runs(); run++) {
                Round round = new Round(steps, databases, run == 0 ? "cold" : "warm run " + run);
                Path kept = folder.path().resolve("cluster-" + run + ".duckdb");
                Task task = lake.task(databases.create(), "/bench/openshift-on-" + cloud.type().toLowerCase(Locale.ROOT) + ".sql", kept);
                series.whole.add(round.measure("Costflow without publishing", costflow, task.with(Activity.COMPUTE)));
                series.third.add(round.measure("Costflow without publishing, a third of the days", costflow, task.with(Activity.COMPUTE).until(third)));
                Task floor = task.with(Activity.GROUP);
                series.cluster.add(round.measure("DuckDB summarizes the cluster", duckdb, floor.withStatements(CLUSTER)));
                series.joins.add(round.measure("DuckDB joins", duckdb, floor));
                series.joinsOfThird.add(round.measure("DuckDB joins, a third of the days", duckdb, floor.until(third)));
                series.published.add(round.measure("Costflow", costflow, task));
                series.matching.add(round.measure("Names of nodes in ids of resources", costflow, task.with(Activity.MATCH).times(options.scale().effort().ids())));
                databases.drop();
            }
        }
        return List.of(series.table(), series.linearity());
    }
}
