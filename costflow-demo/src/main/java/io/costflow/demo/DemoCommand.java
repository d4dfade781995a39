package io.costflow.demo;

import io.costflow.cli.ExitStatus;
import io.costflow.cli.JobExecution;
import io.costflow.cli.Subcommand;
import io.costflow.settings.Settings;
import io.costflow.testbed.CloudAccount;
import io.costflow.testbed.DemoData;
import io.costflow.testbed.EmbeddedDatabase;
import io.costflow.testbed.Infrastructure;
import io.costflow.testbed.LakeTotals;
import io.costflow.testbed.Scale;
import io.costflow.testbed.Steps;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code costflow demo}: the job over generated data, with an embedded database and S3 server. */
@Command(
        name = "demo",
        description = "Runs the job over generated usage of four clusters and the bills of the clouds that they run on, with an embedded PostgreSQL and an embedded S3"
                + " server.")
public final class DemoCommand implements Subcommand {
    /** A window that spans two months. */
    private static final LocalDate FROM = LocalDate.of(2025, 10, 20);

    private static final int MOST_DAYS = 366;
    private static final int DAYS = 21;
    private static final int DAYS_SHOWN = 3;

    /** Runs the job and says how it ended. */
    @FunctionalInterface
    interface Job {

        /** Runs the job with these settings and returns an {@link ExitStatus}. */
        int run(Settings settings, PrintWriter out, PrintWriter error);
    }

    /** Looks at what a change of the live demo has done. */
    @FunctionalInterface
    interface Audience {

        /** Looks at the database and the lake before the next change. */
        void look(DemoServers servers) throws Exception;
    }

    private final Job job;
    private final Audience audience;

    @Spec
    private CommandSpec spec;

    @Option(names = "--keep", description = "Leave PostgreSQL and the S3 server running until Ctrl-C.")
    private boolean keep;

    @Option(names = "--days", paramLabel = "N",
            description = "How many days of usage to make up (default: " + DAYS + ", with --live " + LiveDemo.DAYS + ").")
    private Integer days;

    @Option(names = "--seed", defaultValue = "42", paramLabel = "N", description = "Another number makes up other usage (default: ${DEFAULT-VALUE}).")
    private long seed;

    @ArgGroup(exclusive = false, heading = "%nTo watch days change:%n")
    private LiveOptions live;

    /** The command as the command line finds it. */
    public DemoCommand() {
        this((settings, out, error) -> JobExecution.standard().run(settings, false, out, error), servers -> {});
    }

    DemoCommand(Job job, Audience audience) {
        this.job = job;
        this.audience = audience;
    }

    @Override
    public Integer call() throws Exception {
        if (live != null) {
            // Warnings would disturb the picture; they are of what the demo does on purpose. Read when the first line is to be logged.
            System.setProperty("costflow.log.level", "ERROR");
        }
        DemoData data = live == null ? data(DAYS, 1, MOST_DAYS) : data(LiveDemo.DAYS, LiveDemo.FEWEST_DAYS, LiveDemo.MOST_DAYS);
        PrintWriter out = spec.commandLine().getOut();
        Steps steps = new Steps(out);
        try (DemoServers servers = steps.run("Starting PostgreSQL and an S3 server", DemoServers::start)) {
            steps.run("Writing koku's reference data", () -> servers.insert(data));
            int status = live == null ? runOnce(servers, data, steps) : runLive(servers, data, steps);
            sayGoodbye(servers, data, out);
            return status;
        }
    }

    private int runOnce(DemoServers servers, DemoData data, Steps steps) throws Exception {
        PrintWriter out = steps.out();
        String what = "Writing " + data.days() + " days of usage of " + data.clusters().size() + " clusters and of the bills of " + clouds(data);
        LakeTotals totals = steps.run(what, () -> servers.write(data));
        out.printf("  %,d files, %,d rows by the hour, %,d rows by the day%n", totals.files(), totals.hourlyRows(), totals.dailyRows());
        out.println("  Fewer are read: storage and labels by the hour count only where deliveries of a day overlap, which none do here.");
        out.println("Running the job from " + data.from() + " to " + data.to());
        int status = job.run(servers.settings(data), out, spec.commandLine().getErr());
        if (status == ExitStatus.DONE) {
            out.println();
            out.print(ResultTable.of(servers.database(), EmbeddedDatabase.TENANT, data.to().minusDays(DAYS_SHOWN - 1L), data.to()));
            out.println();
            for (CloudAccount account : data.accounts()) {
                Infrastructure cloud = account.infrastructure();
                out.print(CostTable.of(cloud, servers.database(), EmbeddedDatabase.TENANT, data.from(), data.to(), totals.bill(cloud)));
                out.println();
            }
            out.println("The costs of AWS are the answer to this question to PostgreSQL:");
            out.print(CostTable.question(Infrastructure.AWS, EmbeddedDatabase.TENANT, data.from(), data.to()).indent(2));
        }
        return status;
    }

    private static String clouds(DemoData data) {
        return data.accounts().stream().map(account -> account.infrastructure().type()).collect(Collectors.joining(", "));
    }

    private int runLive(DemoServers servers, DemoData data, Steps steps) throws Exception {
        Instant start = Instant.now();
        steps.out().println("Look at the database yourself:  " + servers.database().psqlCommand());
        try (LiveDemo demo = LiveDemo.start(data, servers, live.pause(), () -> audience.look(servers), steps, spec.commandLine().getErr())) {
            demo.story().tell();
            demo.story().goOn(live.end(start));
        }
        return ExitStatus.DONE;
    }

    private DemoData data(int usual, int fewest, int most) {
        int wanted = days == null ? usual : days;
        if (wanted < fewest || wanted > most) {
            throw new ParameterException(
                    spec.commandLine(), "--days must be from " + fewest + " to " + most + (live == null ? "" : " with --live") + ", but was " + wanted + ".");
        }
        return new DemoData(seed, live == null ? FROM : LiveDemo.from(wanted), live == null ? Scale.demo(wanted) : Scale.onAws(wanted));
    }

    private void sayGoodbye(DemoServers servers, DemoData data, PrintWriter out) throws Exception {
        out.println();
        if (!keep) {
            out.println("PostgreSQL and the S3 server are stopped now and their data removed. To look at the database, run the demo with --keep.");
            out.flush();
            return;
        }
        out.println("Look at the database:  " + servers.database().psqlCommand());
        out.println("                       SELECT usage_start, namespace, round(sum(pod_usage_cpu_core_hours), 1) AS cpu_core_hours");
        out.println("                       FROM " + EmbeddedDatabase.TENANT + ".reporting_ocpusagelineitem_daily_summary GROUP BY 1, 2 ORDER BY 1, 2 LIMIT 10;");
        Path configuration = servers.writeConfiguration(data);
        out.println("Ask lake and database: ./costflow sql --config " + configuration);
        out.println("Run the job again:     ./costflow run --config " + configuration);
        out.println("PostgreSQL and the S3 server run until you press Ctrl-C; then their data are removed.");
        out.flush();
        new CountDownLatch(1).await();
    }
}
