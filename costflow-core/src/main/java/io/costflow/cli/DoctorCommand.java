package io.costflow.cli;

import io.costflow.cli.DoctorDocument.Found;
import io.costflow.database.PostgresConnections;
import io.costflow.doctor.Doctor;
import io.costflow.doctor.Finding;
import io.costflow.doctor.RoleScript;
import io.costflow.reference.DiscoveredTenants;
import io.costflow.reference.SourceDirectory;
import io.costflow.provider.Providers;
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
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.concurrent.Callable;
import org.postgresql.Driver;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code costflow doctor}: what a run would need, and what of it is not there. */
@Command(
        name = "doctor",
        description = "Looks at everything that a run needs: S3, koku's layout of files, PostgreSQL's tables and rights, sources and their reference data, report"
                + " periods and bills, clocks, encryption, and the folder of the state. Each line says ok, or what to do. Nothing is changed.",
        footer = {
            "%nExamples:",
            "  costflow doctor --config costflow.yaml",
            "  costflow doctor --config costflow.yaml -Dwindow.months=1",
            "  costflow doctor --config costflow.yaml --mode bounded",
            "  costflow doctor --config costflow.yaml --grants | psql koku",
            "%nExit status: 0 when a run would work, 2 when something keeps it from working or the configuration is wrong."
        })
final class DoctorCommand implements Callable<Integer> {

    private static final int SECONDS = 10;

    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec;

    @Option(names = "--config", required = true, paramLabel = "FILE", description = "A YAML file, as docs/configuration.md describes.")
    private Path config;

    @Option(names = "--mode", defaultValue = "continuous", converter = RunCommand.Modes.class, completionCandidates = RunCommand.Modes.class,
            description = "The kind of run to look at: continuous (the default), whose folder of state is looked at too, or bounded.")
    private Mode mode;

    @Option(names = "--grants", description = "Print the SQL script that gives database.user the rights that a run needs, for the owner of koku's tables to run, and"
            + " look at nothing.")
    private boolean grants;

    @Option(names = "--allow-empty", description = "With --mode bounded: a source without any file in the window is a note, not a problem, as for a run.")
    private boolean allowEmpty;

    @Option(names = "--output", defaultValue = "text", paramLabel = "FORM", converter = OutputForm.Forms.class, completionCandidates = OutputForm.Forms.class,
            description = "text for people (the default), or json, one object that docs/output.md describes.")
    private OutputForm output;

    @Option(names = {"-v", "--verbose"}, description = "Log what is done, and show where a failure comes from.")
    private boolean verbose;

    @Option(names = "-D", paramLabel = "KEY=VALUE", mapFallbackValue = "", description = "Set a key of the configuration: -Dwindow.to=2025-10-31."
            + " Wins over environment and file.")
    private Map<String, String> definitions = new LinkedHashMap<>();

    DoctorCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter error = spec.commandLine().getErr();
        Logging.verbose(verbose);
        try {
            boolean onCluster = environment.containsKey("FLINK_CONF_DIR");
            Settings settings = SettingsReader.read(config, environment, definitions, new RunArguments(mode, false, false, onCluster), Providers.types());
            if (grants) {
                return printGrants(settings, out);
            }
            return output == OutputForm.JSON ? examineForPrograms(settings, out) : examine(settings, out, error);
        } catch (InvalidSettingsException e) {
            if (output == OutputForm.JSON) {
                JsonDocument.print(new DoctorDocument(ExitStatus.REFUSED, e.problems().stream().map(RunSummary::oneLine).toList(), null), out);
            }
            return JobExecution.refuse(e.problems(), error);
        } catch (SQLException e) {
            return JobExecution.refuse(List.of("The tenants cannot be read from database.url (" + e.getMessage() + "); list the sources in the configuration, or"
                    + " run without --grants to see what is wrong."), error);
        }
    }

    private int examine(Settings settings, PrintWriter out, PrintWriter error) {
        int problems = Doctor.examine(settings, environment, allowEmpty, finding -> {
            out.println(line(finding));
            out.flush();
            if (verbose && finding.failure() != null) {
                finding.failure().printStackTrace(error);
                error.flush();
            }
        });
        out.println(problems == 0 ? "A run would work." : "A run would not work, or not for all days: see the lines that begin with PROBLEM.");
        out.flush();
        return problems == 0 ? ExitStatus.DONE : ExitStatus.REFUSED;
    }

    private int examineForPrograms(Settings settings, PrintWriter out) {
        List<Found> found = new ArrayList<>();
        int problems = Doctor.examine(settings, environment, allowEmpty,
                finding -> found.add(new Found(finding.verdict().name().toLowerCase(Locale.ROOT), RunSummary.oneLine(finding.sentence()))));
        int status = problems == 0 ? ExitStatus.DONE : ExitStatus.REFUSED;
        JsonDocument.print(new DoctorDocument(status, null, found), out);
        return status;
    }

    static String line(Finding finding) {
        String verdict = switch (finding.verdict()) {
            case OK -> "ok";
            case NOTE -> "note";
            case PROBLEM -> "PROBLEM";
            case SKIPPED -> "skipped";
        };
        return String.format(Locale.ROOT, "%-8s", verdict) + RunSummary.oneLine(finding.sentence());
    }

    private static int printGrants(Settings settings, PrintWriter out) throws SQLException {
        String database = Driver.parseURL(settings.database().url(), null).getProperty("PGDBNAME");
        out.print(RoleScript.of(settings.database().user(), database, tenants(settings)));
        out.flush();
        return ExitStatus.DONE;
    }

    private static Collection<String> tenants(Settings settings) throws SQLException {
        if (!settings.discoversSources()) {
            return new TreeSet<>(settings.sources().stream().map(SourceSettings::tenant).toList());
        }
        try (Connection connection = PostgresConnections.open(settings.database(), SECONDS, "costflow doctor")) {
            DiscoveredTenants tenants = SourceDirectory.tenants(connection, settings.tenants());
            return Stream.concat(tenants.readable().stream(), tenants.ungranted().stream()).sorted().toList();
        }
    }
}
