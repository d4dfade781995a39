package io.costflow.bench;

import io.costflow.serve.answer.Endpoint;
import io.costflow.serve.statement.KnownForms;
import io.costflow.serve.statement.Recognition;
import io.costflow.serve.statement.SessionStatements;
import io.costflow.serve.statement.SessionStatements.Asked;
import io.costflow.serve.statement.StatementKind;
import io.costflow.serve.statement.SyntaxException;
import io.costflow.serve.statement.TrinoParser;
import io.costflow.settings.DatabaseSettings;
import io.costflow.settings.DayRange;
import io.costflow.settings.LakeSettings;
import io.costflow.settings.RunSettings;
import io.costflow.settings.ServeSettings;
import io.costflow.settings.Settings;
import io.costflow.settings.SourceMode;
import io.costflow.testbed.DemoData;
import io.costflow.testbed.DemoFolder;
import io.costflow.testbed.EmbeddedDatabase;
import io.costflow.testbed.KokuDatabase;
import io.costflow.testbed.Scale;
import io.costflow.testbed.Steps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * How long a statement takes that inserts five days of a cluster into its summary, where nothing has changed: with the rows in the table, and after koku has deleted
 * them. The endpoint is in this process, the job in its own.
 */
final class EnsureBench {
    private static final int DAYS = 5;
    private static final double MOST_SECONDS = 2;
    private static final Duration PATIENCE = Duration.ofMinutes(30);
    private static final String SUMMARY = "reporting_ocpusagelineitem_daily_summary";

    /** Asks for what koku's insert into the summary asks for. */
    private static final String STATEMENT = "INSERT INTO postgres.%1$s." + SUMMARY + " (uuid, namespace, usage_start) SELECT uuid(), s.namespace, date(s.usage_start)"
            + " FROM hive.%1$s." + SUMMARY + " s WHERE s.source = '%2$s' AND s.year = '%3$d' AND lpad(s.month, 2, '0') = '%4$02d' AND s.day IN (%5$s)";

    private final BenchOptions options;
    private final List<Double> unchanged = new ArrayList<>();
    private final List<Double> deleted = new ArrayList<>();
    private long rows;

    EnsureBench(BenchOptions options) {
        this.options = options;
    }

    /** Runs to the end. */
    List<BenchTable> run(Steps steps) throws Exception {
        Launcher launcher = Launcher.find(System.getenv());
        Scale scale = options.scale().scale();
        BenchLake lake = BenchLake.prepare(options.data(), "ensure-" + options.scale(), new Scale(scale.groups(), scale.podsPerNode(), scale.pods(), scale.idleNodes(), DAYS), steps);
        try (DemoFolder folder = DemoFolder.create(); EmbeddedDatabase server = steps.run("Starting PostgreSQL", EmbeddedDatabase::start)) {
            KokuDatabase database = server.createDatabase();
            lake.data().insert(database, EmbeddedDatabase.TENANT);
            Path log = folder.path().resolve("log");
            ProcessBuilder builder = new ProcessBuilder(
                    launcher.script().toString(), "run", "--mode", "continuous", "--config", configuration(folder, lake, database).toString(), "-Dserve.mode=costflow")
                    .redirectErrorStream(true).redirectOutput(log.toFile());
            builder.environment().merge(Launcher.OPTIONS, String.join(" ", options.javaOptions()), (given, more) -> given + " " + more);
            Process job = builder.start();
            try (Endpoint endpoint = Endpoint.start(settings(lake, database), forms(statement(lake)))) {
                StatementClient client = new StatementClient("http://127.0.0.1:" + endpoint.port(), EmbeddedDatabase.TENANT);
                rows = steps.run("Starting the job; the first statement", () -> client.insert(statement(lake)).rows());
                for (int run = 0; run <= options.runs(); run++) {
                    boolean counts = run > 0;
                    steps.run(counts ? "run " + run : "warm-up", () -> measure(client, lake, database, counts));
                }
            } catch (IOException | RuntimeException e) {
                throw new IllegalStateException("The days were not ensured: " + e.getMessage() + " The job says: " + Files.readString(log).strip(), e);
            } finally {
                job.destroy();
                job.waitFor(1, TimeUnit.MINUTES);
            }
        }
        return List.of(table());
    }

    private static Path configuration(DemoFolder folder, BenchLake lake, KokuDatabase database) throws IOException {
        return Files.writeString(folder.path().resolve("job.yaml"), """
                lake: {root: "file://%s"}
                database: {url: "%s", user: %s, password: %s}
                window: {from: %s, to: %s}
                """.formatted(
                lake.root().toAbsolutePath(), database.url(), database.user(), database.password(), lake.data().from(), lake.data().to()));
    }

    private static Settings settings(BenchLake lake, KokuDatabase database) {
        return new Settings(
                new LakeSettings("file://" + lake.root().toAbsolutePath(), null, null, null, true),
                new DatabaseSettings(database.url(), database.user(), database.password(), PATIENCE), new DayRange(lake.data().from(), lake.data().to()), List.of(),
                RunSettings.bounded(Machine.THREADS, false, PATIENCE)).with(new ServeSettings(SourceMode.COSTFLOW, null, "127.0.0.1:0", null, false, PATIENCE));
    }

    /** Of koku's statements those that the endpoint knows are koku's own; this one does the same in other words. */
    private static KnownForms forms(String statement) throws SyntaxException {
        Asked.Run asked = (Asked.Run) new SessionStatements(new TrinoParser()).unwrap(statement, Map.of());
        String form = new Recognition(KnownForms.ofKoku()).recognise(asked.statement(), "hive", EmbeddedDatabase.TENANT).fingerprint();
        return KnownForms.ofKoku().with(form, StatementKind.USAGE_SUMMARY);
    }

    private static String statement(BenchLake lake) {
        DemoData data = lake.data();
        String days = data.from().datesUntil(data.to().plusDays(1)).map(day -> "'" + day.getDayOfMonth() + "'").collect(Collectors.joining(", "));
        return STATEMENT.formatted(EmbeddedDatabase.TENANT, data.clusters().get(0).source(), data.from().getYear(), data.from().getMonthValue(), days);
    }

    private Void measure(StatementClient client, BenchLake lake, KokuDatabase database, boolean counts) throws Exception {
        for (int i = 0; i < options.scale().effort().statements(); i++) {
            double present = seconds(client, lake);
            delete(database, lake.data().from(), lake.data().to());
            double absent = seconds(client, lake);
            if (counts) {
                unchanged.add(present);
                deleted.add(absent);
            }
        }
        return null;
    }

    private double seconds(StatementClient client, BenchLake lake) throws IOException, InterruptedException {
        StatementClient.Inserted inserted = client.insert(statement(lake));
        if (inserted.rows() != rows) {
            throw new IllegalStateException("The statement was answered with " + inserted.rows() + " rows, the first one with " + rows + ".");
        }
        return inserted.seconds();
    }

    /** What koku does before its statements. */
    private static void delete(KokuDatabase database, LocalDate from, LocalDate to) throws SQLException {
        try (Connection connection = database.connect(); Statement statement = connection.createStatement()) {
            statement.executeUpdate("delete from " + EmbeddedDatabase.TENANT + "." + SUMMARY + " where usage_start between '" + from + "' and '" + to + "'");
        }
    }

    private BenchTable table() {
        BenchTable table = new BenchTable("rows deleted");
        table.line("rows of the five days", "%,.0f", rows, rows);
        table.line("five unchanged days, POST to last page: median, s", "%.2f", median(unchanged), median(deleted), Target.atMost(MOST_SECONDS));
        table.line("the same: longest, s", "%.2f", longest(unchanged), longest(deleted));
        return table;
    }

    private static double median(List<Double> seconds) {
        return Series.median(seconds.stream().mapToDouble(Double::doubleValue));
    }

    private static double longest(List<Double> seconds) {
        return seconds.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    }
}
