package io.costflow.bench;

import io.costflow.testbed.DemoFolder;
import io.costflow.testbed.KokuDatabase;
import io.costflow.testbed.Steps;
import java.nio.file.Path;
import java.util.List;

/** Days of a cluster, from Parquet to committed rows: Costflow and the floor do the same work in turn, first cold, then a number of times warm. */
final class OpenShiftBench {
    /** The script by which DuckDB groups the files. */
    static final String FLOOR = "/bench/openshift.sql";

    /** What the floor copies the rows of. */
    static final String OUTPUT = "openshift";

    private final BenchOptions options;
    private final OpenShiftSeries series = new OpenShiftSeries();

    OpenShiftBench(BenchOptions options) {
        this.options = options;
    }

    /** Runs to the end. */
    List<BenchTable> run(Steps steps) throws Exception {
        BenchLake lake = BenchLake.prepare(options.data(), options.scale().toString(), options.scale().scale(), steps);
        try (DemoFolder folder = DemoFolder.create();
                BenchDatabases databases = steps.run("Starting PostgreSQL", () -> BenchDatabases.start(lake.data()));
                Contender costflow = options.contenders().start("Costflow", options.javaOptions());
                Contender onOneCore = options.contenders().startOnOneCore("Costflow on one core", options.javaOptions());
                Contender duckdb = options.contenders().start("the floor", List.of())) {
            Path rows = folder.path().resolve("rows.copy");
            for (int run = 0; run <= options.runs(); run++) {
                Round round = new Round(steps, databases, run == 0 ? "cold" : "warm run " + run);
                KokuDatabase database = databases.create();
                Task task = lake.task(database, FLOOR, rows);
                series.first.add(round.measure("Costflow", costflow, task));
                series.again.add(round.measure("Costflow over the filled table", costflow, task));
                series.rebuilt.add(round.measure("Costflow over the filled table, every day computed", costflow, task.withRebuild()));
                Task compute = lake.task(databases.create(), FLOOR, rows).with(Activity.COMPUTE);
                series.computed.add(round.measure("Costflow without publishing", costflow, compute));
                series.alone.add(round.measure("Costflow without publishing, one subtask per stage", costflow, compute.withThreads(1)));
                series.onOneCore.add(round.measure("Costflow without publishing, one subtask per stage on one core", onOneCore, compute.withThreads(1)));
                if (run == 0) {
                    CopiedRows.of(OUTPUT).write(database, rows);
                }
                Task floor = lake.task(databases.create(), FLOOR, rows);
                series.grouped.add(round.measure("DuckDB", duckdb, floor.with(Activity.GROUP)));
                series.copied.add(round.measure("COPY", duckdb, floor.with(Activity.COPY)));
                databases.drop();
            }
        }
        return List.of(series.table(), series.tableOfItself());
    }
}
