package io.costflow.cli;

import io.costflow.database.Database;
import io.costflow.provider.Providers;
import io.costflow.reference.SourceDirectory;
import io.costflow.serve.answer.StatementLog;
import io.costflow.serve.answer.StatementLog.Counted;
import io.costflow.settings.InvalidSettingsException;
import io.costflow.settings.RunArguments;
import io.costflow.settings.RunSettings.Mode;
import io.costflow.settings.Settings;
import io.costflow.settings.SettingsReader;
import io.costflow.settings.SourceSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
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

/** {@code costflow statements}: what was asked of the endpoint, and who answered. */
@Command(
        name = "statements",
        description = "Lists the statements that were sent to the endpoint, by day, kind and form: unknown forms and failures first.",
        footer = "%nExit status: 0 when all of them were recognised, 1 when some were not, 2 for wrong usage or configuration.")
final class StatementsCommand implements Callable<Integer> {

    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec;

    @Option(names = "--config", required = true, paramLabel = "FILE", description = "A YAML file, as docs/configuration.md describes.")
    private Path config;

    @Option(names = "--days", defaultValue = "30", paramLabel = "DAYS", description = "How many days back (30, as long as they are kept).")
    private int days;

    @Option(names = "-D", paramLabel = "KEY=VALUE", mapFallbackValue = "", description = "Set a key of the configuration. Wins over environment and file.")
    private Map<String, String> definitions = new LinkedHashMap<>();

    StatementsCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter error = spec.commandLine().getErr();
        try {
            Settings settings = SettingsReader.read(config, environment, definitions, new RunArguments(Mode.CONTINUOUS, false, false, false), Providers.types());
            LocalDate since = LocalDate.now(ZoneOffset.UTC).minusDays(days);
            List<Counted> counted = new Database(settings.database()).readAtOnce(connection -> {
                List<Counted> found = new ArrayList<>();
                TreeSet<String> tenants = new SourceDirectory(Providers.types()).sources(settings, connection).stream().map(SourceSettings::tenant)
                        .collect(Collectors.toCollection(TreeSet::new));
                for (String tenant : tenants) {
                    found.addAll(StatementLog.read(connection, tenant, since));
                }
                return found;
            });
            out.printf("%-20s %-10s %-22s %-20s %-8s %-8s %8s %10s  %s%n", "tenant", "day", "kind", "fingerprint", "mode", "answered", "count", "seconds", "last error");
            counted.forEach(line -> out.printf("%-20s %-10s %-22s %-20s %-8s %-8s %8d %10.1f  %s%n", line.tenant(), line.day(), line.kind(), line.fingerprint(), line.mode(),
                    line.answeredBy(), line.count(), line.seconds(), line.lastError() == null ? "" : RunSummary.oneLine(line.lastError())));
            out.flush();
            return counted.stream().anyMatch(line -> line.kind().startsWith("other-") || line.kind().equals("unreadable")) ? ExitStatus.HELD_BACK : ExitStatus.DONE;
        } catch (InvalidSettingsException e) {
            return JobExecution.refuse(e.problems(), error);
        } catch (IOException | IllegalStateException e) {
            return JobExecution.refuse(List.of(e.getMessage()), error);
        }
    }
}
