package io.costflow.cli;

import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.apache.commons.text.similarity.LevenshteinDistance;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The main class: {@code costflow COMMAND}. */
@Command(
        name = "costflow",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Daily OpenShift cost summaries, from Parquet on S3 to PostgreSQL.",
        subcommands = HelpCommand.class)
public final class Costflow implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    private Costflow() {}

    /**
     * Runs a command. Started by hand, the process ends with the command's exit status. Called by something else, as Flink does on a cluster, a good end
     * returns and a bad one throws, since the process is not ours to end.
     */
    public static void main(String[] arguments) {
        boolean ownProcess = StackWalker.getInstance().walk(frames -> frames.count()) == 1;
        int status = commandLine(JobExecution::standard, System.getenv()).execute(arguments);
        if (ownProcess) {
            System.exit(status);
        } else if (status != ExitStatus.DONE) {
            throw new IllegalStateException("Costflow ended with status " + status + "; the error output says why.");
        }
    }

    static CommandLine commandLine(Supplier<JobExecution> execution, Map<String, String> environment) {
        CommandLine commandLine = new CommandLine(new Costflow());
        commandLine.addSubcommand(new RunCommand(execution, environment));
        commandLine.addSubcommand(new DoctorCommand(environment));
        commandLine.addSubcommand(new SqlCommand(environment));
        commandLine.addSubcommand(new RequestCommand(environment));
        commandLine.addSubcommand(new ServeCommand(execution, environment));
        commandLine.addSubcommand(new StatementsCommand(environment));
        commandLine.addSubcommand(new CompareCommand(environment));
        commandLine.addSubcommand(new CompletionCommand());
        ServiceLoader.load(Subcommand.class, Subcommand.class.getClassLoader()).forEach(commandLine::addSubcommand);
        commandLine.getSubcommands().values().forEach(Costflow::prepare);
        prepare(commandLine);
        commandLine.setExecutionStrategy(Costflow::execute);
        commandLine.setExecutionExceptionHandler((failure, command, parsed) -> JobExecution.fail(failure, false, command.getErr()));
        return commandLine;
    }

    private static void prepare(CommandLine command) {
        command.getCommandSpec().parser().collectErrors(true);
        if (command.getCommandSpec().optionsMap().get("--help") == null && !command.getCommandSpec().helpCommand()) {
            command.getCommandSpec().mixinStandardHelpOptions(true);
            command.getCommandSpec().versionProvider(new Version());
        }
    }

    /** All mistakes of the command line are reported at once, one line each. */
    private static int execute(ParseResult parsed) {
        List<String> mistakes = parsed.asCommandLineList().stream()
                .flatMap(command -> command.getParseResult().errors().stream())
                .map(Costflow::mistake)
                .distinct()
                .toList();
        if (mistakes.isEmpty()) {
            return new RunLast().execute(parsed);
        }
        List<CommandLine> commands = parsed.asCommandLineList();
        CommandLine last = commands.get(commands.size() - 1);
        PrintWriter error = last.getErr();
        JobExecution.refuse(mistakes, error);
        error.println("Try '" + last.getCommandSpec().qualifiedName() + " --help'.");
        error.flush();
        return ExitStatus.REFUSED;
    }

    private static String mistake(Exception error) {
        if (error instanceof UnmatchedArgumentException unmatched && !unmatched.isUnknownOption() && !unmatched.getCommandLine().getSubcommands().isEmpty()) {
            return unknownCommand(unmatched.getUnmatched().get(0), commands(unmatched.getCommandLine().getCommandSpec()));
        }
        List<String> meant = error instanceof UnmatchedArgumentException unmatched ? unmatched.getSuggestions() : List.of();
        return error.getMessage() + (meant.isEmpty() ? "" : "; did you mean " + meant.get(0) + "?");
    }

    private static String unknownCommand(String name, List<String> known) {
        LevenshteinDistance distance = new LevenshteinDistance();
        return "There is no command '" + name + "'; " + known.stream()
                .filter(command -> distance.apply(name, command) <= 2)
                .min(Comparator.comparing(command -> distance.apply(name, command)))
                .map(command -> "did you mean " + command + "?")
                .orElse("the commands are " + String.join(", ", known) + ".");
    }

    private static List<String> commands(CommandSpec spec) {
        return spec.subcommands().values().stream().filter(command -> !command.getCommandSpec().usageMessage().hidden()).map(CommandLine::getCommandName).toList();
    }

    /** Without a command there is nothing to do. */
    @Override
    public Integer call() {
        return JobExecution.refuse(
                List.of("Name a command: " + String.join(", ", commands(spec)) + ".", "Try 'costflow --help'."), spec.commandLine().getErr());
    }
}
