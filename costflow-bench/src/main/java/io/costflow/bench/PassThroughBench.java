package io.costflow.bench;

import io.costflow.serve.protocol.Answer;
import io.costflow.serve.protocol.ClientStatement;
import io.costflow.serve.protocol.StatementRouter;
import io.costflow.serve.protocol.TrinoServer;
import io.costflow.testbed.DemoFolder;
import io.costflow.testbed.SmallRun;
import io.costflow.testbed.Steps;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code ./costflow serve} adds to a statement that it passes on: a statement goes to a recorder in the real Trino's place, in turn directly and through an
 * endpoint in a separate process.
 */
final class PassThroughBench {
    private static final int STATEMENTS_PER_RUN = 300;
    private static final double MOST_MILLIS = 10;
    private static final Pattern LISTENING = Pattern.compile("Listening at (\\S+) ");

    /** As long as those of koku that insert a summary, so that parsing it counts. */
    private static final String STATEMENT = "INSERT INTO postgres.org1234567.reporting_example (usage_start, " + "a, ".repeat(200) + "z)"
            + " SELECT date(t.interval_start), " + "sum(t.pod_usage_cpu_core_seconds) / 3600, ".repeat(200) + "count(*)"
            + " FROM hive.org1234567.openshift_pod_usage_line_items_daily t WHERE t.source = '00000000-0000-0000-0000-000000000001' AND t.year = '2025' AND t.month = '10'"
            + " AND t.interval_start >= TIMESTAMP '2025-10-01' AND t.interval_start < date_add('day', 1, TIMESTAMP '2025-10-05') GROUP BY 1";

    private final BenchOptions options;
    private final List<Double> direct = new ArrayList<>();
    private final List<Double> passed = new ArrayList<>();

    PassThroughBench(BenchOptions options) {
        this.options = options;
    }

    /** Runs to the end. */
    List<BenchTable> run(Steps steps) throws Exception {
        Launcher launcher = Launcher.find(System.getenv());
        try (DemoFolder folder = DemoFolder.create(); SmallRun small = steps.run("Starting PostgreSQL, writing a small lake", SmallRun::prepare);
                TrinoServer recorder = TrinoServer.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), recording(), Optional.empty())) {
            String trino = "http://127.0.0.1:" + recorder.port();
            Path log = folder.path().resolve("log");
            Process endpoint = new ProcessBuilder(
                            launcher.script().toString(), "serve", "--endpoint-only", "--config", small.configuration().toString(), "-Dserve.listen=127.0.0.1:0",
                            "-Dserve.mode=trino", "-Dserve.trino.url=" + trino)
                    .redirectErrorStream(true).redirectOutput(log.toFile()).start();
            try {
                String costflow = steps.run("Starting the endpoint", () -> "http://" + listening(endpoint, log));
                for (int run = 0; run <= options.runs(); run++) {
                    boolean counts = run > 0;
                    steps.run(counts ? "run " + run : "warm-up", () -> measure(client(trino), client(costflow), counts));
                }
            } finally {
                endpoint.destroy();
            }
        }
        return List.of(table());
    }

    private static StatementRouter recording() {
        return new StatementRouter() {
            @Override
            public Route route(ClientStatement statement) {
                return new Route.Here(id -> Answer.counted("INSERT", 1, List.of()));
            }

            @Override
            public Optional<Question> resume(String statementId) {
                return Optional.empty();
            }
        };
    }

    private static String listening(Process endpoint, Path log) throws IOException, InterruptedException {
        while (endpoint.isAlive()) {
            Matcher matcher = LISTENING.matcher(Files.readString(log));
            if (matcher.find()) {
                return matcher.group(1);
            }
            Thread.sleep(100);
        }
        throw new IllegalStateException("The endpoint did not start. It says: " + Files.readString(log).strip());
    }

    private static StatementClient client(String server) {
        return new StatementClient(server, "org1234567");
    }

    private Void measure(StatementClient trino, StatementClient costflow, boolean counts) throws IOException, InterruptedException {
        for (int i = 0; i < STATEMENTS_PER_RUN; i++) {
            double one = millis(trino);
            double other = millis(costflow);
            if (counts) {
                direct.add(one);
                passed.add(other);
            }
        }
        return null;
    }

    private static double millis(StatementClient client) throws IOException, InterruptedException {
        return client.insert(STATEMENT).seconds() * 1e3;
    }

    private static double quantile(List<Double> values, double share) {
        return values.stream().sorted().skip((long) (share * (values.size() - 1))).findFirst().orElseThrow();
    }

    private BenchTable table() {
        BenchTable table = new BenchTable("directly");
        table.line("a statement of " + STATEMENT.length() + " characters, POST to last page: median, ms", "%.2f", quantile(passed, 0.5), quantile(direct, 0.5));
        table.line("the same: 95th percentile, ms", "%.2f", quantile(passed, 0.95), quantile(direct, 0.95));
        table.line("what the endpoint adds: median, ms", "%.2f", quantile(passed, 0.5) - quantile(direct, 0.5), Target.atMost(MOST_MILLIS));
        return table;
    }
}
