package io.costflow.cli;

import io.costflow.provider.Providers;
import io.costflow.settings.InvalidSettingsException;
import io.costflow.settings.RunArguments;
import io.costflow.settings.RunSettings.Mode;
import io.costflow.settings.Settings;
import io.costflow.settings.SettingsReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code costflow sql}: questions to the lake and the database. */
@Command(
        name = "sql",
        description = "Answers questions in Flink SQL over the line items in the lake and the tables of the database: at a prompt, or with -e or -f,"
                + " or from the standard input where there is no terminal.",
        footer = "%nExit status: 0 when every statement was answered, 1 when one was wrong or failed (those before it were answered), 2 for wrong usage or"
                + " configuration.")
final class SqlCommand implements Callable<Integer> {

    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec;

    @Option(names = "--config", required = true, paramLabel = "FILE", description = "A YAML file, as docs/configuration.md describes.")
    private Path config;

    @Option(names = {"-e", "--execute"}, paramLabel = "STATEMENTS", description = "Run these statements, separated by semicolons, and leave.")
    private String statements;

    @Option(names = {"-f", "--file"}, paramLabel = "FILE", description = "Run the statements of a file and leave.")
    private Path file;

    @Option(names = "--output", defaultValue = "table", paramLabel = "FORMAT", converter = Formats.class, completionCandidates = Formats.class,
            description = "How results are written: table (the default), csv, or json (an object in a line for each row).")
    private String output;

    @Option(names = "--write", description = "Let statements change something. Without it, whatever is not known to read only is refused.")
    private boolean write;

    @Option(names = "-D", paramLabel = "KEY=VALUE", mapFallbackValue = "", description = "Set a key, such as -Drun.parallelism=4, over what environment and"
            + " file say.")
    private Map<String, String> definitions = new LinkedHashMap<>();

    @Option(names = {"-v", "--verbose"}, description = "Show where a failure comes from.")
    private boolean verbose;

    /** The forms of results by their words alone: the session, which knows what they mean, is more than other commands load. */
    static final class Formats extends Words<String> {

        Formats() {
            super("table", "csv", "json");
        }
    }

    SqlCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws Exception {
        PrintWriter error = spec.commandLine().getErr();
        List<String> problems = new ArrayList<>();
        Settings settings = null;
        try {
            // a window is not needed: the statement says what it reads
            settings = SettingsReader.read(config, environment, definitions, new RunArguments(Mode.CONTINUOUS, false, false, false), Providers.types());
        } catch (InvalidSettingsException e) {
            problems.addAll(e.problems());
        }
        if (statements != null && file != null) {
            problems.add("-e and -f are both given; keep one of them.");
        }
        Optional<String> text = text(problems);
        if (problems.isEmpty()) {
            problems.addAll(Preflight.checkForQuestions(settings));
        }
        return problems.isEmpty()
                ? new SqlExecution(spec.commandLine().getOut(), error, verbose).run(settings, write, output, text)
                : JobExecution.refuse(problems, error);
    }

    /** The statements; empty when a user is at the terminal to type them. */
    private Optional<String> text(List<String> problems) throws IOException {
        if (file != null) {
            try {
                return Optional.of(Files.readString(file));
            } catch (IOException e) {
                problems.add("The file '" + file + "' of -f cannot be read as UTF-8 text; name a readable file.");
            }
        }
        boolean fromInput = statements == null && file == null && System.console() == null;
        return fromInput ? Optional.of(new String(System.in.readAllBytes(), StandardCharsets.UTF_8)) : Optional.ofNullable(statements);
    }
}
