package io.costflow.bench;

import io.costflow.testbed.DemoFolder;
import io.costflow.testbed.KokuDatabase;
import io.costflow.testbed.Steps;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Questions over line items: a session of Costflow and a DuckDB, which both stay, are asked the same ones in turn, first all of them cold, then until they are
 * warm, then a number of times measured. Whose answers differ has measured nothing.
 */
final class SqlBench {

    private final BenchOptions options;
    private final Map<Question, QuestionSeries> series = new EnumMap<>(Question.class);

    SqlBench(BenchOptions options) {
        this.options = options;
    }

    /** Runs to the end. */
    List<BenchTable> run(Steps steps) throws Exception {
        BenchScale.Effort effort = options.scale().effort();
        BenchLake lake = BenchLake.prepare(options.data(), options.scale().toString(), options.scale().scale(), steps);
        try (DemoFolder folder = DemoFolder.create();
                BenchDatabases databases = steps.run("Starting PostgreSQL", () -> BenchDatabases.start(lake.data()));
                Contender costflow = options.contenders().start("Costflow", options.javaOptions());
                Contender duckdb = options.contenders().start("DuckDB", List.of())) {
            KokuDatabase database = databases.create();
            Path ours = folder.path().resolve("costflow.json");
            Path theirs = folder.path().resolve("duckdb.json");
            for (Pass pass : passes()) {
                Round round = new Round(steps, databases, pass.name());
                for (Question question : Question.values()) {
                    Task asked = lake.task(database, question.resource(), ours).with(Activity.ASK).times(effort.times());
                    Task askedFloor = lake.task(database, question.resource(), theirs).with(Activity.ASK_FLOOR).times(effort.times());
                    Measurement ofCostflow = round.measure("Costflow: " + question, costflow, asked);
                    Measurement ofDuckdb = round.measure("DuckDB: " + question, duckdb, askedFloor);
                    Answer.read(ours).requireSame(question, Answer.read(theirs));
                    if (pass.counts()) {
                        QuestionSeries measured = series.computeIfAbsent(question, key -> new QuestionSeries(key, effort.times()));
                        measured.costflow.add(ofCostflow);
                        measured.duckdb.add(ofDuckdb);
                    }
                }
            }
        }
        return List.of(QuestionSeries.table(series.values()));
    }

    private List<Pass> passes() {
        List<Pass> passes = new ArrayList<>();
        passes.add(new Pass("cold", true));
        passes.addAll(Collections.nCopies(options.scale().effort().warming(), new Pass("warming", false)));
        for (int run = 1; run <= options.runs(); run++) {
            passes.add(new Pass("warm run " + run, true));
        }
        return passes;
    }

    /** All questions once; what counts is in the table. */
    private record Pass(String name, boolean counts) {}
}
