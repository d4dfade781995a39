package io.costflow.bench;

import io.costflow.testbed.DemoFolder;
import io.costflow.testbed.KokuDatabase;
import io.costflow.testbed.Steps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Days of a cluster in a process that is new each time, as a CronJob or a backfill has it: {@code ./costflow run} in turn with DuckDB that groups the same
 * files and COPY of the same rows, both in one new process of Java.
 */
final class ColdBench {
    private static final double MEBIBYTE = 1L << 20;

    private final BenchOptions options;
    private final Series costflow = new Series();
    private final Series floor = new Series();

    ColdBench(BenchOptions options) {
        this.options = options;
    }

    /** Runs to the end. */
    List<BenchTable> run(Steps steps) throws Exception {
        Launcher launcher = Launcher.find(System.getenv());
        BenchLake lake = BenchLake.prepare(options.data(), options.scale().toString(), options.scale().scale(), steps);
        long written = 0;
        long copied = 0;
        try (DemoFolder folder = DemoFolder.create(); BenchDatabases databases = steps.run("Starting PostgreSQL", () -> BenchDatabases.start(lake.data()))) {
            Path rows = folder.path().resolve("rows.copy");
            for (int run = 0; run <= options.runs(); run++) {
                // the launcher may prepare things in the first one, which is not counted
                String name = run == 0 ? "first run" : "run " + run;
                KokuDatabase database = databases.create();
                List<String> arguments = List.of("run", "--config", configuration(folder.path().resolve("costflow.yaml"), lake, database));
                databases.settle();
                costflow.add(steps.run("Costflow, " + name, () -> launcher.measure(folder.path().resolve("log"), options.javaOptions(), arguments)));
                written = CopiedRows.of(OpenShiftBench.OUTPUT).write(database, rows);

                Task task = lake.task(databases.create(), OpenShiftBench.FLOOR, rows);
                Path tasks = folder.path().resolve("tasks");
                Files.write(tasks, List.of(Line.of(task.with(Activity.GROUP)), Line.of(task.with(Activity.COPY))));
                Path answers = folder.path().resolve("answers");
                databases.settle();
                floor.add(steps.run("DuckDB and COPY, " + name, () -> new MeasuredCommand(ContenderProcess.command(), Map.of(), tasks).measure(answers)));
                copied = copied(answers);
                databases.drop();
            }
        }
        return List.of(table(written, copied));
    }

    private static String configuration(Path file, BenchLake lake, KokuDatabase database) throws IOException {
        return Files.writeString(file, """
                lake: {root: "file://%s"}
                database: {url: "%s", user: "%s", password: "%s"}
                window: {from: %s, to: %s}
                """.formatted(lake.root().toAbsolutePath(), database.url(), database.user(), database.password(), lake.data().from(), lake.data().to()))
                .toString();
    }

    private static long copied(Path answers) throws IOException {
        List<String> lines = Files.readAllLines(answers).stream().filter(line -> line.startsWith(ContenderMain.ANSWER)).toList();
        return Line.read(lines.get(lines.size() - 1).substring(ContenderMain.ANSWER.length()), Measurement.class).written();
    }

    private BenchTable table(long written, long copied) {
        BenchTable table = new BenchTable("DuckDB, COPY");
        table.compare("process start to exit: wall, s", "%.2f", costflow.wall(), floor.wall(), Target.atMost(2));
        table.compare("process start to exit: CPU, s", "%.2f", costflow.cpu(), floor.cpu());
        table.limit(
                "peak resident, MiB", "%,.0f", costflow.median(Measurement::residentBytes) / MEBIBYTE,
                floor.median(Measurement::residentBytes) / MEBIBYTE, Target.atMost(700));
        table.line("rows written", "%,.0f", written, copied);
        return table;
    }
}
