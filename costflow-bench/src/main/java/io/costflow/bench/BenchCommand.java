package io.costflow.bench;

import io.costflow.cli.ExitStatus;
import io.costflow.cli.Subcommand;
import io.costflow.cli.Words;
import io.costflow.testbed.Steps;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code costflow bench}: how fast the job is, beside the least that has to be done. */
@Command(
        name = "bench",
        description = "Measures the job from Parquet files to an embedded PostgreSQL, in turn with DuckDB grouping the same files and COPY of the same rows.",
        footer = "%nEach contender runs in a separate process; the CPU that PostgreSQL uses is in neither figure.")
public final class BenchCommand implements Subcommand {
    private static final int MOST_RUNS = 100;

    /** The cases as users write them. */
    static final class Cases extends Words<BenchCase> {

        Cases() {
            super(BenchCase.values());
        }
    }

    /** The scales as users write them. */
    static final class Scales extends Words<BenchScale> {

        Scales() {
            super(BenchScale.values());
        }
    }

    @Spec
    private CommandSpec spec;

    @Option(names = "--case", defaultValue = "openshift", converter = Cases.class, completionCandidates = Cases.class, paramLabel = "CASE",
            description = {
                "openshift: days of a cluster, from Parquet to committed rows (the default).",
                "openshift-on-aws, openshift-on-azure, openshift-on-gcp: a month of an account that a cluster of 1,000 nodes and 2,000 volumes runs on.",
                "aws, azure, gcp: the own summary of the same account, whatever runs on it.",
                "sql: five questions over a cluster's line items by the hour, each asked three times in a session of costflow sql, then in DuckDB.",
                "cold: days of a cluster in a process that is new each time, beside DuckDB and COPY in a new process.",
                "pass-through: what costflow serve adds to a statement that it passes on, beside the same statement sent directly.",
                "ensure: a statement of koku's to costflow serve that asks for five days of a cluster, whose files and reference data have not changed.",
                "start: process start to exit of a run over next to nothing, whatever the scale.",
                "change: a continuous run over many small clusters in an object store, where one file is overwritten; first with the window's files alone, then"
                        + " with a past that is ten times longer.",
                "first-start: the first start over many small clusters in an object store, of which nothing is published: a continuous run beside a bounded one."
            })
    private BenchCase benchCase;

    @Option(names = "--scale", defaultValue = "1m", converter = Scales.class, completionCandidates = Scales.class, paramLabel = "SCALE",
            description = {
                "1m: a million pod-hours (the default); 10m: ten such days; month: 10,000 pods for 31 days; tiny: to try the benchmark itself,"
                        + " with few repetitions, so that its figures say nothing.",
                "On a cloud, month: 3 million line items by the day, 20,000 tag sets on each of 31 days; 1m: ten of these days; 10m: such a month of 10 million.",
                "change, first-start: 1m: 20 clusters × 30 days; 10m: 60 × 60; month: 200 × 60, whose first start takes long; tiny: 3 × 4."
            })
    private BenchScale scale;

    @Option(names = "--runs", defaultValue = "3", paramLabel = "N", description = "How many warm runs the medians are of (default: ${DEFAULT-VALUE}).")
    private int runs;

    @Option(names = "--data", paramLabel = "DIR", description = "Where the files lie or are written to once (default: a folder in the temporary folder).")
    private Path data = Path.of(System.getProperty("java.io.tmpdir"), "costflow-bench");

    @Option(names = "--markdown", paramLabel = "FILE", description = "Append the table to this file, with machine, date and command.")
    private Path markdown;

    @Option(names = "--java-option", paramLabel = "OPTION", description = "An option for Costflow's Java, such as -agentpath:... of a profiler.")
    private List<String> javaOptions = new ArrayList<>();

    private final Contenders contenders;

    /** The command as the command line finds it. */
    public BenchCommand() {
        this(Contenders.NEW);
    }

    BenchCommand(Contenders contenders) {
        this.contenders = contenders;
    }

    @Override
    public Integer call() throws Exception {
        if (runs < 1 || runs > MOST_RUNS) {
            throw new ParameterException(spec.commandLine(), "--runs must be from 1 to " + MOST_RUNS + ", but was " + runs + ".");
        }
        PrintWriter out = spec.commandLine().getOut();
        List<BenchTable> tables = benchCase.run(new Steps(out), new BenchOptions(scale, data, runs, javaOptions, contenders));
        for (BenchTable table : tables) {
            out.println();
            out.print(table);
        }
        out.println(Machine.describe());
        out.flush();
        if (markdown != null) {
            append(tables);
        }
        return ExitStatus.DONE;
    }

    private void append(List<BenchTable> tables) throws IOException {
        List<String> arguments = new ArrayList<>(spec.commandLine().getParseResult().originalArgs());
        arguments.remove(spec.name());
        String command = "./costflow bench " + String.join(" ", arguments);
        String joined = tables.stream().map(BenchTable::toString).collect(Collectors.joining("\n"));
        String text = "\n%s: `%s`, %s; medians of %d warm runs.%n%n%s".formatted(LocalDate.now(), command, Machine.describe(), runs, joined);
        Files.writeString(markdown, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
