package io.costflow.bench;

import io.costflow.testbed.DemoFolder;
import io.costflow.testbed.Infrastructure;
import io.costflow.testbed.KokuDatabase;
import io.costflow.testbed.Steps;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Days of an account at a cloud, from Parquet to committed rows of the cloud's own summary, which needs no cluster: Costflow and the floor in turn. */
final class CloudBench {
    private final String output;
    private final Infrastructure cloud;
    private final BenchOptions options;
    private final CloudSeries series = new CloudSeries();

    CloudBench(Infrastructure cloud, BenchOptions options) {
        this.output = cloud.type().toLowerCase(Locale.ROOT);
        this.cloud = cloud;
        this.options = options;
    }

    /** Runs to the end. */
    List<BenchTable> run(Steps steps) throws Exception {
        BenchLake lake = BenchLake.ofAccount(options, cloud, steps);
        try (DemoFolder folder = DemoFolder.create();
                BenchDatabases databases = steps.run("Starting PostgreSQL", () -> BenchDatabases.start(lake.data()));
                Contender costflow = options.contenders().start("Costflow", options.javaOptions());
                Contender floor = options.contenders().start("the floor", List.of())) {
            Path rows = folder.path().resolve("rows.copy");
            for (int run = 0; run <= options.runs(); run++) {
                Round round = new Round(steps, databases, run == 0 ? "cold" : "warm run " + run);
                KokuDatabase database = databases.create();
                Task task = lake.task(database, "/bench/" + output + ".sql", rows).withOutput(output);
                series.first.add(round.measure("Costflow", costflow, task));
                series.computed.add(round.measure("Costflow without publishing", costflow, task.on(databases.create()).with(Activity.COMPUTE)));
                if (run == 0) {
                    CopiedRows.of(output).write(database, rows);
                }
                series.grouped.add(round.measure("DuckDB", floor, task.with(Activity.GROUP)));
                series.copied.add(round.measure("COPY", floor, task.on(databases.create()).with(Activity.COPY)));
                databases.drop();
            }
        }
        return List.of(series.table());
    }
}
