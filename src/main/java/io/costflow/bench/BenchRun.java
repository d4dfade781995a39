package io.costflow.bench;

import io.costflow.demo.DemoFolder;
import io.costflow.demo.KokuDatabase;
import io.costflow.demo.Steps;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/** Lets Costflow and the floor do the same work in turn: first cold, then a number of times warm. */
final class BenchRun {
    private final BenchLake lake;
    private final int warmRuns;
    private final List<String> options;
    private final Series first = new Series("Costflow");
    private final Series again = new Series("again, unchanged");
    private final Series floor = new Series("floor");

    /**
     * @param lake what is read
     * @param warmRuns how often each contender runs after its cold run
     * @param options for Costflow's Java, such as a profiler
     */
    BenchRun(BenchLake lake, int warmRuns, List<String> options) {
        this.lake = lake;
        this.warmRuns = warmRuns;
        this.options = options;
    }

    /** Runs to the end. */
    BenchTable run(Steps steps) throws Exception {
        try (DemoFolder folder = DemoFolder.create();
                BenchDatabases databases = steps.run("Starting PostgreSQL", () -> BenchDatabases.start(lake.data()));
                ContenderProcess costflow = ContenderProcess.start(Contender.COSTFLOW, options);
                ContenderProcess duckdb = ContenderProcess.start(Contender.FLOOR, List.of())) {
            Path rows = folder.path().resolve("rows.copy");
            for (int run = 0; run <= warmRuns; run++) {
                String which = run == 0 ? "cold" : "warm run " + run;
                KokuDatabase database = databases.create();
                measure(first, costflow, database, rows, databases, steps, "Costflow, " + which);
                measure(again, costflow, database, rows, databases, steps, "Costflow again over the filled table, " + which);
                if (run == 0) {
                    BenchDatabases.export(database, rows);
                }
                measure(floor, duckdb, databases.create(), rows, databases, steps, "DuckDB and COPY, " + which);
            }
        }
        return new BenchTable(first, again, floor);
    }

    private void measure(
            Series series, ContenderProcess process, KokuDatabase database, Path rows, BenchDatabases databases, Steps steps, String what) throws Exception {
        databases.settle();
        series.add(steps.run(what, () -> process.run(task(database, rows))));
    }

    private Task task(KokuDatabase database, Path rows) throws IOException, SQLException {
        return new Task(lake.root().toAbsolutePath().toString(), lake.data().from().toString(), lake.data().to().toString(), database, rows.toString());
    }
}
