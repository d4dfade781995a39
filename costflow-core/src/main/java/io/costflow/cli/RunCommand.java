package io.costflow.cli;

import io.costflow.job.FlinkJob;
import io.costflow.provider.Providers;
import io.costflow.settings.InvalidSettingsException;
import io.costflow.settings.RunArguments;
import io.costflow.settings.RunSettings.Mode;
import io.costflow.settings.Settings;
import io.costflow.settings.SettingsReader;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code costflow run}: the job over the days of the configured window. */
@Command(
        name = "run",
        description = "Computes the daily summaries of a window of days and publishes them, once or for as long as it runs.",
        footer = "%nExit status: 0 when every day is published or a continuous run was stopped, 1 when a day was held back, the job"
                + " failed, or a source has no file in the window; 2 for wrong usage or configuration (nothing was touched).")
final class RunCommand implements Callable<Integer> {

    /** The modes as users write them. */
    static final class Modes extends Words<Mode> {

        Modes() {
            super(Mode.values());
        }
    }

    private final Supplier<JobExecution> execution;
    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec;

    @Option(names = "--config", required = true, paramLabel = "FILE", description = "A YAML file, as docs/configuration.md describes.")
    private Path config;

    @Option(names = "--mode", defaultValue = "bounded", converter = Modes.class, completionCandidates = Modes.class, description = "bounded: look once, publish, end (the default)."
            + " continuous: keep every day true until SIGTERM or Ctrl-C, and continue from there the next time.")
    private Mode mode;

    @Option(names = "--fresh", description = "In continuous mode: begin without saved state. Days that are as published are not read until"
            + " something needs them, and rows that are right are not written.")
    private boolean fresh;

    @Option(names = "--rebuild", description = "In bounded mode: compute every day and compare it with the tables, even if its files are the"
            + " published ones.")
    private boolean rebuild;

    @Option(names = "--allow-empty", description = "In bounded mode: a source without any file in the window is a warning, not a failure.")
    private boolean allowEmpty;

    @Option(names = "--output", defaultValue = "text", paramLabel = "FORM", converter = OutputForm.Forms.class, completionCandidates = OutputForm.Forms.class,
            description = "In bounded mode: text for people (the default), or json, one object that docs/output.md describes.")
    private OutputForm output;

    @Option(names = "-D", paramLabel = "KEY=VALUE", mapFallbackValue = "", description = "Set a key of the configuration: -Dwindow.to=2025-10-31."
            + " Wins over environment and file.")
    private Map<String, String> definitions = new LinkedHashMap<>();

    @Option(names = {"-v", "--verbose"}, description = "Log what the job does, and show where a failure comes from.")
    private boolean verbose;

    RunCommand(Supplier<JobExecution> execution, Map<String, String> environment) {
        this.execution = execution;
        this.environment = environment;
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter error = spec.commandLine().getErr();
        Logging.verbose(verbose);
        List<String> problems = new ArrayList<>();
        boolean onCluster = FlinkJob.isCalledByCluster();
        if (fresh && mode == Mode.BOUNDED) {
            problems.add("--fresh belongs to --mode continuous, since a bounded run has no state; leave it out.");
        } else if (fresh && onCluster) {
            problems.add("--fresh is not for a Flink cluster, where the job begins without state unless it is given a savepoint; leave it out.");
        }
        if (rebuild && mode == Mode.CONTINUOUS) {
            problems.add("--rebuild belongs to bounded runs; run one beside the continuous run, or leave it out.");
        }
        if (output == OutputForm.JSON && mode == Mode.CONTINUOUS) {
            problems.add("--output json belongs to bounded runs; the days of a continuous run are in costflow_status and its metrics.");
        }
        RunOptions options = new RunOptions(verbose, allowEmpty, output);
        try {
            Settings settings = SettingsReader.read(config, environment, definitions, new RunArguments(mode, rebuild, fresh, onCluster, FlinkJob.parallelism()), Providers.types());
            if (problems.isEmpty()) {
                return execution.get().run(settings, options, out, error);
            }
        } catch (InvalidSettingsException e) {
            problems.addAll(e.problems());
        }
        return new RunOutput(options, out, error).refuse(problems);
    }
}
