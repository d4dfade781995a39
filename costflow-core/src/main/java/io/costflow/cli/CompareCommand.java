package io.costflow.cli;

import io.costflow.compare.ComparisonRun;
import io.costflow.compare.RecordedComparisons;
import io.costflow.compare.TableComparison;
import io.costflow.database.Database;
import io.costflow.job.FlinkJob;
import io.costflow.job.RunResult;
import io.costflow.provider.Providers;
import io.costflow.publish.DayReport.Outcome;
import io.costflow.reference.SourceDirectory;
import io.costflow.settings.DatabaseSettings;
import io.costflow.settings.DayRange;
import io.costflow.settings.InvalidSettingsException;
import io.costflow.settings.RunArguments;
import io.costflow.settings.RunSettings.Mode;
import io.costflow.settings.Settings;
import io.costflow.settings.SettingsReader;
import io.costflow.settings.SourceSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code costflow compare}: what a run would publish, row by row beside what the tables hold. */
@Command(
        name = "compare",
        description = "Computes the days of a window without publishing them, and compares them row by row with what the tables hold: the incumbent's rows, or"
                + " Costflow's own. Generated ids and the order of arrays do not count, rows of others in the same tables neither.",
        footer = {
            "%nExamples:",
            "  costflow compare --config costflow.yaml --from 2025-10-01 --to 2025-10-31",
            "  costflow compare --config costflow.yaml --html comparison.html",
            "  costflow compare --config costflow.yaml --against jdbc:postgresql://other:5432/koku",
            "  costflow compare --config costflow.yaml --against exported-tables",
            "  costflow compare --config costflow.yaml --recorded --html shadow.html",
            "%nExit status: 0 when every row is equal within the tolerance, 1 when rows differ, a day cannot be computed or the job failed, 2 for wrong usage or"
                + " configuration."
        })
final class CompareCommand implements Callable<Integer> {

    private static final String JDBC = "jdbc:";

    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec;

    @Option(names = "--config", required = true, paramLabel = "FILE", description = "A YAML file, as docs/configuration.md describes.")
    private Path config;

    @Option(names = "--source", paramLabel = "UUID", description = "Compare this source only. The days of its clusters, or of its cloud, are computed all the same.")
    private String source;

    @Option(names = "--from", paramLabel = "DAY", description = "The first day, instead of window.from.")
    private LocalDate from;

    @Option(names = "--to", paramLabel = "DAY", description = "The last day, instead of window.to.")
    private LocalDate to;

    @Option(names = "--against", defaultValue = "table", paramLabel = "WHAT",
            description = "table: the tables of database.url (the default); a JDBC URL: those of another database, as the same role; a folder: its files TABLE.csv, as"
                    + " PostgreSQL's COPY writes them with (format csv, header, null '\\N').")
    private String against;

    @Option(names = "--tolerance", defaultValue = "1e-9", paramLabel = "NUMBER", description = "By how much numbers may differ (default: ${DEFAULT-VALUE}).")
    private double tolerance;

    @Option(names = "--recorded", description = "Compute nothing: show what mode shadow has recorded of the window in costflow_comparison.")
    private boolean recorded;

    @Option(names = "--output", defaultValue = "text", paramLabel = "FORM", converter = OutputForm.Forms.class, completionCandidates = OutputForm.Forms.class,
            description = "text for people (the default), or json, one object that docs/output.md describes.")
    private OutputForm output;

    @Option(names = "--html", paramLabel = "FILE", description = "Write the comparison to this file too, as a page that needs nothing else.")
    private Path html;

    @Option(names = "-D", paramLabel = "KEY=VALUE", mapFallbackValue = "", description = "Set a key of the configuration: -Doutputs=all."
            + " Wins over environment and file.")
    private Map<String, String> definitions = new LinkedHashMap<>();

    @Option(names = {"-v", "--verbose"}, description = "Log what is done, and show where a failure comes from.")
    private boolean verbose;

    CompareCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter error = spec.commandLine().getErr();
        Logging.verbose(verbose);
        if (from != null) {
            definitions.put("window.from", from.toString());
        }
        if (to != null) {
            definitions.put("window.to", to.toString());
        }
        // nothing of koku's is written, whatever the configuration says of runs
        definitions.put("inventory", "koku");
        definitions.put("create-report-periods", "false");
        try {
            RunArguments arguments = new RunArguments(Mode.BOUNDED, true, false, false, FlinkJob.parallelism());
            Settings settings = SettingsReader.read(config, environment, definitions, arguments, Providers.types());
            Path folder = folder();
            List<String> problems = Preflight.checkForQuestions(settings);
            if (!problems.isEmpty()) {
                return refuse(problems, error);
            }
            if (recorded) {
                List<TableComparison> comparisons = recorded(settings);
                return print(settings, comparisons, List.of());
            }
            DatabaseSettings database = against.startsWith(JDBC) ? settings.database().withUrl(against) : settings.database();
            try (ComparisonRun comparison = new ComparisonRun(database, folder, tolerance, source)) {
                return compare(settings, comparison, error);
            }
        } catch (InvalidSettingsException e) {
            return refuse(e.problems(), error);
        } catch (IllegalStateException e) { // the tables cannot be read
            return refuse(List.of(String.valueOf(e.getMessage())), error);
        }
    }

    private List<TableComparison> recorded(Settings settings) throws IOException {
        DayRange window = settings.window().on(LocalDate.now(ZoneOffset.UTC));
        return new Database(settings.database()).readAtOnce(connection -> {
            TreeSet<String> tenants = new SourceDirectory(Providers.types()).sources(settings, connection).stream().map(SourceSettings::tenant)
                    .collect(Collectors.toCollection(TreeSet::new));
            return RecordedComparisons.read(connection, tenants, window, source);
        });
    }

    /** The folder that is compared with, or null for tables. */
    private Path folder() throws InvalidSettingsException {
        if (against.equals("table") || against.startsWith(JDBC)) {
            return null;
        }
        Path folder = Path.of(against);
        if (!Files.isDirectory(folder)) {
            throw new InvalidSettingsException(List.of("--against must be table, a JDBC URL or a folder with files TABLE.csv, but " + against + " is none of these."));
        }
        return folder;
    }

    private int compare(Settings settings, ComparisonRun comparison, PrintWriter error) throws IOException {
        RunResult result;
        try (ProgressDisplay progress = ProgressDisplay.on(error, ErrorOutput.isTerminal())) {
            result = FlinkJob.to(comparison.publication()).run(settings, progress::update);
        } catch (InvalidSettingsException e) {
            return refuse(e.problems(), error);
        } catch (Exception e) {
            return JobExecution.fail(e, verbose, error);
        }
        List<TableComparison> comparisons = comparison.comparisons();
        List<RunDocument.Held> heldBack = result.days(Outcome.HELD_BACK).stream().map(RunDocument.Held::of).toList();
        int status = print(settings, comparisons, heldBack);
        RunSummary.printOddities(result, true, error);
        return status;
    }

    private int print(Settings settings, List<TableComparison> comparisons, List<RunDocument.Held> heldBack) throws IOException {
        boolean equal = !comparisons.isEmpty() && heldBack.isEmpty() && comparisons.stream().allMatch(TableComparison::agrees);
        int status = equal ? ExitStatus.DONE : ExitStatus.HELD_BACK;
        PrintWriter out = spec.commandLine().getOut();
        switch (output) {
            case TEXT -> ComparisonText.print(comparisons, out);
            case JSON -> JsonDocument.print(ComparisonDocument.of(status, comparisons, heldBack), out);
        }
        if (html != null) {
            long differing = comparisons.stream().mapToLong(TableComparison::differing).sum();
            DayRange window = settings.window().on(LocalDate.now(ZoneOffset.UTC));
            Files.writeString(html, ComparisonPage.of(comparisons, window.from() + " to " + window.to() + ": " + comparisons.size() + " tables of days were compared, " + differing + " rows differ."));
        }
        return status;
    }

    private int refuse(List<String> problems, PrintWriter error) {
        int status = JobExecution.refuse(problems, error);
        if (output == OutputForm.JSON) {
            JsonDocument.print(ComparisonDocument.ofProblems(status, problems.stream().map(RunSummary::oneLine).toList()), spec.commandLine().getOut());
        }
        return status;
    }
}
