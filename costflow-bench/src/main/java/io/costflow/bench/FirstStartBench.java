package io.costflow.bench;

import io.costflow.testbed.DemoFolder;
import io.costflow.testbed.EmbeddedDatabase;
import io.costflow.testbed.EmbeddedObjectStore;
import io.costflow.testbed.KokuDatabase;
import io.costflow.testbed.Steps;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The first start over many small files in an object store, of which nothing is published: a run that goes on, until every day is reported, in turn with a run
 * that ends. Each start has a new process and a new database. The object store is this process's, PostgreSQL its own: neither counts.
 */
final class FirstStartBench {
    private static final double MEBIBYTE = 1L << 20;
    private static final double MILLIS = 1000;
    private static final int MOST_SECONDS = 200;
    private static final int MOST_REQUESTS = 2;

    private final BenchOptions options;
    private final RequestCounts counts = new RequestCounts();
    private final FirstStartFigures continuous = new FirstStartFigures();
    private final FirstStartFigures bounded = new FirstStartFigures();

    FirstStartBench(BenchOptions options) {
        this.options = options;
    }

    /** Runs to the end. */
    List<BenchTable> run(Steps steps) throws Exception {
        ChangeLake lake = ChangeLake.prepare(options.data(), options.scale(), steps);
        try (DemoFolder folder = new DemoFolder(Files.createTempDirectory(options.data(), "starting-"));
                EmbeddedDatabase server = steps.run("Starting PostgreSQL", EmbeddedDatabase::start);
                EmbeddedObjectStore store = EmbeddedObjectStore.start(folder.path().resolve("lake"), 0, counts)) {
            steps.run("Linking the files of " + lake.fleet().sources().size() + " sources", () -> lake.fleet().link(lake.window(), folder.path().resolve("lake")));
            for (int run = 1; run <= options.runs(); run++) {
                Path state = folder.path().resolve("state-" + run);
                start(steps, "A run that goes on, start " + run, task(lake, server, store, state, Activity.FOLLOW), continuous);
                start(steps, "A run that ends, start " + run, task(lake, server, store, state, Activity.PUBLISH), bounded);
            }
        }
        return List.of(table(lake));
    }

    private static Task task(ChangeLake lake, EmbeddedDatabase server, EmbeddedObjectStore store, Path state, Activity activity) throws Exception {
        KokuDatabase database = server.createDatabase();
        lake.fleet().insert(database, lake.from(), lake.to());
        Following following = new Following(store.endpoint(), store.accessKey(), store.secretKey(), state.toAbsolutePath().toString(), lake.sourceDays(), 0);
        return new Task(activity, lake.fleet().root(), lake.from().toString(), lake.to().toString(), Machine.THREADS, false, database, null, null)
                .with(following);
    }

    private void start(Steps steps, String what, Task task, FirstStartFigures figures) throws Exception {
        counts.forget();
        try (Contender costflow = options.contenders().start("Costflow", options.javaOptions())) {
            figures.add(steps.run(what, () -> costflow.run(task)), counts);
            if (task.activity() == Activity.FOLLOW) {
                steps.run("Stopping", () -> costflow.run(task.with(Activity.STOP)));
            }
        }
    }

    private BenchTable table(ChangeLake lake) {
        BenchTable table = new BenchTable("a run that ends");
        table.line("source-days", "%,.0f", lake.sourceDays(), lake.sourceDays());
        table.line("files", "%,.0f", continuous.files(), bounded.files());
        table.line("rows written", "%,.0f", continuous.median(Measurement::written), bounded.median(Measurement::written));
        table.limit("wall, s", "%,.1f", continuous.median(Measurement::wallSeconds), bounded.median(Measurement::wallSeconds), Target.atMost(MOST_SECONDS));
        table.compare("CPU, s", "%,.1f", continuous.median(Measurement::cpuSeconds), bounded.median(Measurement::cpuSeconds));
        table.compare("CPU per source-day, ms", "%,.1f", perDay(lake, continuous), perDay(lake, bounded));
        table.line("GET requests per file", "%.2f", continuous.getsPerFile(), bounded.getsPerFile());
        table.line("HEAD requests per file", "%.2f", continuous.headsPerFile(), bounded.headsPerFile());
        table.limit("GET and HEAD requests per file", "%.2f", continuous.requestsPerFile(), bounded.requestsPerFile(), Target.atMost(MOST_REQUESTS));
        table.line("LIST requests", "%,.0f", continuous.lists(), bounded.lists());
        table.line("LIST requests per folder", "%,.1f", continuous.lists() / lake.prefixes(), bounded.lists() / lake.prefixes());
        table.line("peak resident, MiB", "%,.0f", continuous.median(Measurement::residentBytes) / MEBIBYTE, bounded.median(Measurement::residentBytes) / MEBIBYTE);
        return table;
    }

    private static double perDay(ChangeLake lake, FirstStartFigures figures) {
        return figures.median(Measurement::cpuSeconds) * MILLIS / lake.sourceDays();
    }
}
