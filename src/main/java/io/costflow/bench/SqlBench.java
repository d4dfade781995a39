package io.costflow.bench;

import io.costflow.demo.DemoFolder;
import io.costflow.demo.KokuDatabase;
import io.costflow.demo.Steps;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Questions over line items: a session of Costflow and a DuckDB, which both stay, are asked the same ones in turn, first all of them cold, then a number of
 * times warm. Whose answers differ has measured nothing.
 */
final class SqlBench {
    private final BenchOptions options;
    private final Map<Question, QuestionSeries> series = new EnumMap<>(Question.class);

    SqlBench(BenchOptions options) {
        this.options = options;
    }

    /** Runs to the end. */
    List<BenchTable> run(Steps steps) throws Exception {
        BenchLake lake = BenchLake.prepare(options.data(), options.scale().toString(), options.scale().scale(), steps);
        try (DemoFolder folder = DemoFolder.create();
                BenchDatabases databases = steps.run("Starting PostgreSQL", () -> BenchDatabases.start(lake.data()));
                ContenderProcess costflow = ContenderProcess.startWithTables("Costflow", options.javaOptions());
                ContenderProcess duckdb = ContenderProcess.start("DuckDB", List.of())) {
            KokuDatabase database = databases.create();
            for (int run = 0; run <= options.runs(); run++) {
                Round round = new Round(steps, databases, run == 0 ? "cold" : "warm run " + run);
                for (Question question : Question.values()) {
                    Path ours = folder.path().resolve("costflow.json");
                    Path theirs = folder.path().resolve("duckdb.json");
                    QuestionSeries measured = series.computeIfAbsent(question, QuestionSeries::new);
                    Task asked = lake.task(database, question.resource(), ours).with(Activity.ASK);
                    Task askedFloor = lake.task(database, question.resource(), theirs).with(Activity.ASK_FLOOR);
                    measured.costflow.add(round.measure("Costflow: " + question, costflow, asked));
                    measured.duckdb.add(round.measure("DuckDB: " + question, duckdb, askedFloor));
                    Answer.read(ours).requireSame(question, Answer.read(theirs));
                }
            }
        }
        return List.of(QuestionSeries.table(series.values()));
    }
}
