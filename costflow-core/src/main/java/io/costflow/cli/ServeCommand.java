package io.costflow.cli;

import io.costflow.doctor.EndpointCheck;
import io.costflow.doctor.Finding;
import io.costflow.provider.Providers;
import io.costflow.serve.answer.Endpoint;
import io.costflow.settings.InvalidSettingsException;
import io.costflow.settings.RunArguments;
import io.costflow.settings.RunSettings.Mode;
import io.costflow.settings.Settings;
import io.costflow.settings.SettingsReader;
import io.costflow.settings.SourceMode;
import java.io.IOException;
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

/** {@code costflow serve}: the continuous job and, in the same process, the endpoint that stands in Trino's place. */
@Command(
        name = "serve",
        description = "Stands in for Trino: answers koku's statements at Trino's port, and keeps the days right that they ask for.",
        footer = "%nExit status: 0 when it was stopped, 1 when the job failed; 2 for wrong usage or configuration (nothing was touched).")
final class ServeCommand implements Callable<Integer> {

    private final Supplier<JobExecution> execution;
    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec;

    @Option(names = "--config", required = true, paramLabel = "FILE", description = "A YAML file, as docs/configuration.md describes.")
    private Path config;

    @Option(names = "--endpoint-only", description = "Only the endpoint: the job runs elsewhere, and both talk through PostgreSQL.")
    private boolean endpointOnly;

    @Option(names = "--fresh", description = "Begin without saved state.")
    private boolean fresh;

    @Option(names = "-D", paramLabel = "KEY=VALUE", mapFallbackValue = "", description = "Set a key of the configuration: -Dserve.listen=0.0.0.0:8085. Wins over"
            + " environment and file.")
    private Map<String, String> definitions = new LinkedHashMap<>();

    @Option(names = {"-v", "--verbose"}, description = "Log what is done, and show where a failure comes from.")
    private boolean verbose;

    ServeCommand(Supplier<JobExecution> execution, Map<String, String> environment) {
        this.execution = execution;
        this.environment = environment;
    }

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter error = spec.commandLine().getErr();
        Logging.verbose(verbose);
        List<String> problems = new ArrayList<>();
        Settings settings;
        try {
            settings = SettingsReader.read(config, environment, definitions, new RunArguments(Mode.CONTINUOUS, false, fresh, false), Providers.types());
        } catch (InvalidSettingsException e) {
            return JobExecution.refuse(e.problems(), error);
        }
        SourceMode mode = settings.serve().mode();
        if (mode == null) {
            problems.add("serve.mode is missing: say who writes sources that costflow_source has no row for, such as 'serve: {mode: costflow}'.");
        } else if (mode.isWrittenByTrino() && settings.serve().trinoUrl() == null) {
            problems.add("serve.mode is " + mode.text() + ", but there is no serve.trino.url: name the Trino that is to answer.");
        }
        if (problems.isEmpty() && endpointOnly) {
            problems.addAll(Preflight.checkForQuestions(settings));
        }
        if (!problems.isEmpty()) {
            return JobExecution.refuse(problems, error);
        }
        EndpointCheck.check(settings.serve()).filter(finding -> finding.verdict() == Finding.Verdict.NOTE).ifPresent(finding -> error.println(finding.sentence()));
        error.flush();
        try (Endpoint endpoint = Endpoint.start(settings)) {
            out.println("Listening at " + settings.serve().host() + ":" + endpoint.port() + " in Trino's place.");
            out.flush();
            endpoint.warnings().forEach(warning -> error.println("Warning: " + warning));
            error.flush();
            if (!endpointOnly) {
                return execution.get().run(settings, verbose, out, error);
            }
            try (StopSignals signals = StopSignals.listen()) {
                signals.asked().get();
            }
            return ExitStatus.DONE;
        } catch (InvalidSettingsException e) {
            return JobExecution.refuse(e.problems(), error);
        } catch (IOException e) {
            return JobExecution.refuse(List.of("serve.listen " + settings.serve().listen() + " cannot be listened at: " + e.getMessage() + "."), error);
        }
    }
}
