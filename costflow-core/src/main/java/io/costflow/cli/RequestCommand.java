package io.costflow.cli;

import io.costflow.database.PostgresConnections;
import io.costflow.provider.Output;
import io.costflow.provider.Providers;
import io.costflow.provider.WantedOutputs;
import io.costflow.publish.EnsureRequest;
import io.costflow.publish.EnsureRequest.State;
import io.costflow.settings.InvalidSettingsException;
import io.costflow.settings.RunArguments;
import io.costflow.settings.RunSettings.Mode;
import io.costflow.settings.Settings;
import io.costflow.settings.SettingsReader;
import io.costflow.settings.SourceSettings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.flink.util.TimeUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code costflow request}: days that a running job is to ensure. */
@Command(
        name = "request",
        description = "Asks a running continuous job to make days of a source right in the tables now, and waits for the answer. Rows that another program has deleted are put"
                + " back; rows that are right are not written.",
        footer = {
            "%nExamples:",
            "  costflow request --config costflow.yaml --source 00000000-0000-0000-0000-000000000001 --from 2025-10-01 --to 2025-10-05",
            "  costflow request --config costflow.yaml --source ... --from 2025-10-01 --to 2025-10-01 --outputs openshift-on-aws",
            "%nExit status: 0 when all days are right, 1 when a request has failed or was not answered in time, 2 for wrong usage or configuration."
        })
final class RequestCommand implements Callable<Integer> {

    private static final int SECONDS = 30;

    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec;

    @Option(names = "--config", required = true, paramLabel = "FILE", description = "A YAML file, as docs/configuration.md describes: that of the job.")
    private Path config;

    @Option(names = "--source", required = true, paramLabel = "UUID", description = "The source; of OpenShift on a cloud, the cloud source.")
    private String source;

    @Option(names = "--from", required = true, paramLabel = "DAY", description = "The first day, such as 2025-10-01.")
    private LocalDate from;

    @Option(names = "--to", required = true, paramLabel = "DAY", description = "The last day, inclusive.")
    private LocalDate to;

    @Option(names = "--outputs", split = ",", paramLabel = "OUTPUT", description = "Only these outputs of the source. Without it, all that are published of it.")
    private List<String> outputs;

    @Option(names = "--timeout", defaultValue = "30 min", paramLabel = "TIME", description = "How long the answer may take (30 min).")
    private String timeout;

    @Option(names = "--output", defaultValue = "text", paramLabel = "FORM", converter = OutputForm.Forms.class, completionCandidates = OutputForm.Forms.class,
            description = "text for people (the default), or json, one object that docs/output.md describes.")
    private OutputForm output;

    @Option(names = "-D", paramLabel = "KEY=VALUE", mapFallbackValue = "", description = "Set a key of the configuration: -Dwindow.to=2025-10-31."
            + " Wins over environment and file.")
    private Map<String, String> definitions = new LinkedHashMap<>();

    RequestCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter error = spec.commandLine().getErr();
        try {
            Duration patience = TimeUtils.parseDuration(timeout);
            Settings settings = SettingsReader.read(config, environment, definitions, new RunArguments(Mode.CONTINUOUS, false, false, false), Providers.types());
            Optional<SourceSettings> found = source(settings);
            if (found.isEmpty()) {
                return refuse(List.of("There is no source " + source + "; ./costflow doctor lists the sources."), error);
            }
            List<String> wanted = outputs == null ? published(settings, found.get()) : outputs;
            if (wanted.isEmpty()) {
                return refuse(List.of("Nothing is published of the source " + source + "; see outputs in the configuration."), error);
            }
            RequestedAnswers answers = new RequestedAnswers(settings.database(), request -> progress(request, error));
            return report(answers.ask(found.get(), wanted, from, to, patience));
        } catch (InvalidSettingsException e) {
            return refuse(e.problems(), error);
        } catch (IllegalArgumentException e) {
            return refuse(List.of("--timeout must be a time with its unit, such as 30 min, but was '" + timeout + "'."), error);
        } catch (SQLException e) {
            return refuse(List.of("The request cannot be made or followed in database.url: " + e.getMessage()), error);
        }
    }

    private int refuse(List<String> problems, PrintWriter error) {
        if (output == OutputForm.JSON) {
            JsonDocument.print(new RequestDocument(ExitStatus.REFUSED, problems.stream().map(RunSummary::oneLine).toList(), null), spec.commandLine().getOut());
        }
        return JobExecution.refuse(problems, error);
    }

    private Optional<SourceSettings> source(Settings settings) throws SQLException {
        try (Connection connection = PostgresConnections.open(settings.database(), SECONDS, "costflow request")) {
            return Providers.directory().sources(settings, connection).stream().filter(known -> known.uuid().equals(source.toLowerCase(Locale.ROOT))).findFirst();
        }
    }

    private static List<String> published(Settings settings, SourceSettings source) {
        WantedOutputs wanted = new WantedOutputs(settings.run());
        return Providers.of(source).outputs().stream().filter(candidate -> wanted.isPublished(source, candidate)).map(Output::id).toList();
    }

    private static void progress(EnsureRequest request, PrintWriter error) {
        String days = request.output() + ", " + request.from() + " to " + request.to() + ": ";
        switch (request.state()) {
            case WAITING -> error.println(days + "waiting for the job.");
            case RUNNING -> error.println(days + "planned.");
            case DONE, FAILED -> {
                // The result says it.
            }
        }
        error.flush();
    }

    private int report(List<EnsureRequest> answered) {
        PrintWriter out = spec.commandLine().getOut();
        int status = answered.stream().allMatch(request -> request.state() == State.DONE) ? ExitStatus.DONE : ExitStatus.HELD_BACK;
        if (output == OutputForm.JSON) {
            JsonDocument.print(new RequestDocument(status, null, answered.stream().map(RequestDocument.Answer::of).toList()), out);
            return status;
        }
        for (EnsureRequest request : answered) {
            out.println(request.output() + ", " + request.from() + " to " + request.to() + ": " + RunSummary.oneLine(sentence(request)));
        }
        out.flush();
        return status;
    }

    private static String sentence(EnsureRequest request) {
        return switch (request.state()) {
            case WAITING -> "not answered: no continuous job has taken the request up. Is one running over this database?";
            case RUNNING -> "not answered in time; costflow_status says how each day stands.";
            case DONE -> String.format(Locale.ROOT, "right, %,d rows.", request.rows()) + (request.reason() == null ? "" : " " + request.reason());
            case FAILED -> "failed: " + request.reason();
        };
    }
}
