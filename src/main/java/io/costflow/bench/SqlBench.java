package io.costflow.bench;

import io.costflow.demo.DemoFolder;
import io.costflow.demo.KokuDatabase;
import io.costflow.demo.Steps;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Questions over line items: a session of Costflow and a DuckDB, which both stay, are asked the same ones in turn, first all of them cold, then until they are
 * warm, then a number of times measured. Whose answers differ has measured nothing.
 */
final class SqlBench {
    /** So often all are asked after the first time and before it counts: Java still compiles what runs again and again. */
    private static final int WARMING = 2;

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
            for (int run = -WARMING; run <= options.runs(); run++) {
                Round round = new Round(steps, databases, run == -WARMING ? "cold" : run <= 0 ? "warming" : "warm run " + run);
                for (Question question : Question.values()) {
                    Path ours = folder.path().resolve("costflow.json");
                    Path theirs = folder.path().resolve("duckdb.json");
                    QuestionSeries measured = series.computeIfAbsent(question, QuestionSeries::new);
                    Task asked = lake.task(database, question.resource(), ours).with(Activity.ASK);
                    Task askedFloor = lake.task(database, question.resource(), theirs).with(Activity.ASK_FLOOR);
                    Measurement ofCostflow = round.measure("Costflow: " + question, costflow, asked);
                    Measurement ofDuckdb = round.measure("DuckDB: " + question, duckdb, askedFloor);
                    if (run == -WARMING || run > 0) {
                        measured.costflow.add(ofCostflow);
                        measured.duckdb.add(ofDuckdb);
                    }
                    Answer.read(ours).requireSame(question, Answer.read(theirs));
                }
            }
        }
        return List.of(QuestionSeries.table(series.values()));
    }
}
