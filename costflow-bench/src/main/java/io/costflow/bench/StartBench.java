package io.costflow.bench;

import io.costflow.testbed.DemoFolder;
import io.costflow.testbed.SmallRun;
import io.costflow.testbed.Steps;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How long {@code ./costflow run} takes over next to nothing, from the start of the process to its exit: as it is, and in turn without the launcher's archive
 * of classes.
 */
final class StartBench {
    private static final double MOST_SECONDS = 6;

    private final BenchOptions options;
    private final Series started = new Series();
    private final Series without = new Series();

    StartBench(BenchOptions options) {
        this.options = options;
    }

    /** Runs to the end. */
    List<BenchTable> run(Steps steps) throws Exception {
        Launcher launcher = Launcher.find(System.getenv());
        // a later option wins; this one names what Java itself comes with
        List<String> plain = new ArrayList<>(options.javaOptions());
        plain.add("-XX:SharedArchiveFile=" + Path.of(System.getProperty("java.home"), "lib", "server", "classes.jsa"));
        try (DemoFolder folder = DemoFolder.create(); SmallRun small = steps.run("Starting PostgreSQL, writing a small lake", SmallRun::prepare)) {
            Path log = folder.path().resolve("log");
            // the launcher may build and prepare things in it, so it is not counted
            Measurement first = measure(steps, "first start", launcher, small, log, options.javaOptions());
            started.add(first);
            without.add(first);
            for (int run = 1; run <= options.runs(); run++) {
                String name = "start " + run;
                started.add(measure(steps, name, launcher, small, log, options.javaOptions()));
                without.add(measure(steps, name + ", without the archive", launcher, small, log, plain));
            }
        }
        return List.of(table());
    }

    private static Measurement measure(Steps steps, String name, Launcher launcher, SmallRun small, Path log, List<String> javaOptions) throws Exception {
        List<String> arguments = List.of("run", "--config", small.configuration().toString());
        return steps.run(name, () -> launcher.measure(log, javaOptions, arguments));
    }

    private BenchTable table() {
        BenchTable table = new BenchTable("without archive");
        table.limit("process start to exit: wall, s", "%.2f", started.wall(), without.wall(), Target.atMost(MOST_SECONDS));
        table.compare("process start to exit: CPU, s", "%.2f", started.cpu(), without.cpu());
        return table;
    }
}
