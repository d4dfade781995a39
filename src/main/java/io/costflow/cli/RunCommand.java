package io.costflow.cli;

import io.costflow.settings.InvalidSettingsException;
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
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code costflow run}: the job over the days of the configured window. */
@Command(
        name = "run",
        description = "Computes the daily summaries of a window of days and publishes them.",
        footer = "%nExit status: 0 when every day is published, 1 when a day was held back or the job failed, 2 for wrong usage or configuration (nothing"
                + " was touched).")
final class RunCommand implements Callable<Integer> {

    /** When a run ends. */
    enum Mode {
        BOUNDED,
        CONTINUOUS
    }

    /** Reads a mode as users write it. */
    static final class ModeConverter implements ITypeConverter<Mode> {

        @Override
        public Mode convert(String text) {
            return switch (text) {
                case "bounded" -> Mode.BOUNDED;
                case "continuous" -> Mode.CONTINUOUS;
                default -> throw new TypeConversionException("must be bounded or continuous, but was '" + text + "'");
            };
        }
    }

    private final Supplier<JobExecution> execution;
    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec;

    @Option(names = "--config", required = true, paramLabel = "FILE", description = "The configuration, a YAML file (see docs/configuration.md).")
    private Path config;

    @Option(names = "--mode", defaultValue = "bounded", converter = ModeConverter.class, description = "bounded: look once, publish, end (the default)."
            + " continuous is not there yet.")
    private Mode mode;

    @Option(names = "--rebuild", description = "Compute every day and compare it with the tables, even if its files are the published ones.")
    private boolean rebuild;

    @Option(names = "-D", paramLabel = "KEY=VALUE", mapFallbackValue = "", description = "Set a key of the configuration, as in -Dwindow.to=2025-10-31."
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
        if (verbose) {
            // log4j2.properties reads it when the first logger is made, which is later than here
            System.setProperty("costflow.log.level", "INFO");
        }
        List<String> problems = new ArrayList<>();
        if (mode == Mode.CONTINUOUS) {
            problems.add("--mode continuous is not available in this version; leave it out and run bounded windows one after the other.");
        }
        try {
            Settings settings = SettingsReader.read(config, environment, definitions, rebuild);
            if (problems.isEmpty()) {
                return execution.get().run(settings, verbose, out, error);
            }
        } catch (InvalidSettingsException e) {
            problems.addAll(e.problems());
        }
        return JobExecution.refuse(problems, error);
    }
}
