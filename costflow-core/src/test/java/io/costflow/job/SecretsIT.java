package io.costflow.job;

import static io.costflow.job.ClusterLake.DAY_1;
import static io.costflow.job.ClusterLake.DAY_2;
import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.cli.ExitStatus;
import io.costflow.cli.JobExecution;
import io.costflow.processes.FlinkProcesses;
import io.costflow.processes.ProcessFolder;
import io.costflow.processes.StartsProcesses;
import io.costflow.settings.DatabaseSettings;
import io.costflow.settings.DatabaseTls;
import io.costflow.settings.LakeSettings;
import io.costflow.settings.Settings;
import io.costflow.testbed.EmbeddedDatabase;
import io.costflow.testbed.EmbeddedObjectStore;
import io.costflow.testbed.KokuDatabase;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.WriterAppender;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.layout.PatternLayout;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Whatever goes wrong, nobody is shown a secret: not in the output, the logs, the status table, the exceptions and the web interface. */
@StartsProcesses
class SecretsIT {

    private static final String PASSWORD = "Geheim-1-Datenbank";
    private static final String KEY_PASSWORD = "Geheim-2-Schluessel";
    private static final String WRONG_SECRET_KEY = "Geheim-3-Speicher";
    private static final String WRONG_PASSWORD = "Geheim-4-Falsch";

    /** Those above, and the keys of the embedded S3 server. */
    private static final List<String> SECRETS = List.of("Geheim", "costflow-access", "costflow-secret");

    @AutoClose
    private static EmbeddedDatabase server;

    @AutoClose
    private static EmbeddedObjectStore store;

    @RegisterExtension
    private final ProcessFolder processes = new ProcessFolder();

    @TempDir
    private Path folder;

    private final StringWriter said = new StringWriter();
    private KokuDatabase database;
    private ClusterLake lake;

    @BeforeAll
    static void start() throws Exception {
        server = EmbeddedDatabase.start();
        store = EmbeddedObjectStore.start();
        store.createBucket("cost");
        KokuDatabase any = server.createDatabase();
        changePassword(any, any.password(), PASSWORD);
    }

    @BeforeEach
    void writeOneGoodDayAndABadOne() throws Exception {
        lake = new ClusterLake(Files.createDirectory(folder.resolve("lake")));
        lake.write(DAY_1, 1);
        lake.write(DAY_2, 2);
        Files.write(lake.daily("pod_usage", DAY_2), new byte[0]);
        store.uploadAll(lake.root(), "cost", folder.getFileName().toString());
        database = server.createDatabase();
        ClusterLake.insert(database);
    }

    @Test
    void onOneMachine() throws Exception {
        WriterAppender log = listen();
        try {
            assertThat(run(settings(store.secretKey(), PASSWORD))).isEqualTo(ExitStatus.HELD_BACK);
            assertThat(said.toString()).contains("Held back: ").contains("DEBUG");
            assertThat(run(settings(store.secretKey(), WRONG_PASSWORD))).isEqualTo(ExitStatus.REFUSED);
            assertThat(run(settings(WRONG_SECRET_KEY, PASSWORD))).isEqualTo(ExitStatus.REFUSED);
            setReadOnly(true);
            try {
                assertThat(run(TestSettings.rebuilding(settings(store.secretKey(), PASSWORD)))).isEqualTo(ExitStatus.HELD_BACK);
            } finally {
                setReadOnly(false);
            }
            assertThat(said.toString()).contains("The job failed: ").contains("Caused by: ");
            said.append(webInterface());
        } finally {
            forget(log);
        }
        said.append(String.join("\n", RowVersions.query(database, "select t::text from " + ClusterLake.TENANT + ".costflow_status t")));
        said.append(settings(WRONG_SECRET_KEY, WRONG_PASSWORD).toString());

        requireNoSecrets(said.toString());
    }

    @Test
    void onACluster() throws Exception {
        Path config = Files.writeString(folder.resolve("costflow.yaml"), """
                lake: {root: "s3://cost/%s", s3: {endpoint: "%s", access-key: %s, secret-key: %s, path-style-access: true}}
                database: {url: "%s", user: %s, password: %s, outage-budget: 1 s, tls: {key-password: %s}}
                window: {from: 2025-10-01, to: 2025-10-03}
                run: {parallelism: 1}
                continuous: {poll: 1 s, settle: 1 s}
                state: {dir: "file://%s", checkpoint-interval: 1 s}
                sources: [{tenant: org1234567, type: OCP, uuid: 00000000-0000-0000-0000-000000000001, cluster-id: my-cluster}]
                """.formatted(folder.getFileName(), store.endpoint(), store.accessKey(), store.secretKey(), database.url(), database.user(), PASSWORD, KEY_PASSWORD,
                folder.resolve("state")));
        StringBuilder shown = new StringBuilder();
        try (FlinkProcesses flink = FlinkProcesses.in(processes.folder(), "")) {
            Files.writeString(processes.folder().resolve("conf/log4j.properties"), "\nlogger.costflow.name = io.costflow\nlogger.costflow.level = DEBUG\n",
                    StandardOpenOption.APPEND);
            flink.startTaskManager();
            flink.startJobManager(null, "run", "--mode", "continuous", "--config", config.toString());
            Eventually.within(FleetProcesses.START, () -> assertThat(ClusterLake.published(database)).containsExactly("2025-10-01 1"));
            String job = "/jobs/" + flink.rest().jobId();
            setReadOnly(true);
            try {
                lake.write(DAY_1, 3);
                store.uploadAll(lake.root(), "cost", folder.getFileName().toString());
                Eventually.within(FleetProcesses.START, () -> assertThat(flink.rest().text(job + "/exceptions")).contains("outage budget"));
            } finally {
                setReadOnly(false);
            }
            changePassword(database, PASSWORD, WRONG_PASSWORD);
            try {
                ClusterLake.execute(database, "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'costflow'");
                Eventually.within(FleetProcesses.START, () -> assertThat(flink.logs()).contains("password authentication failed"));
            } finally {
                changePassword(database, WRONG_PASSWORD, PASSWORD);
            }
            for (String page : List.of("/config", "/jobmanager/config", "/jobmanager/environment", "/jobmanager/logs", job, job + "/config", job + "/plan",
                    job + "/exceptions", job + "/jobmanager/config", job + "/jobmanager/environment", job + "/checkpoints/config", "/taskmanagers", "/jars")) {
                shown.append(page).append(": ").append(flink.rest().text(page)).append('\n');
            }
            shown.append(flink.logs());
        }
        assertThat(shown.toString()).contains("/jobmanager/environment: {\"jvm\"").contains("execution-config").contains("PublishFailedException");
        requireNoSecrets(shown.toString());
    }

    /** Lets the server refuse what Costflow writes, as a standby does: longer than the outage budget, and the job fails. */
    private void setReadOnly(boolean readOnly) throws Exception {
        try (Connection connection = DriverManager.getConnection(database.url(), database.user(), PASSWORD); Statement statement = connection.createStatement()) {
            statement.execute("set session characteristics as transaction read write");
            statement.execute("alter role costflow set default_transaction_read_only = " + readOnly);
            statement.execute("select pg_terminate_backend(pid) from pg_stat_activity where usename = 'costflow' and pid <> pg_backend_pid()");
        }
    }

    private static void requireNoSecrets(String text) {
        for (String secret : SECRETS) {
            assertThat(text.lines().filter(line -> line.contains(secret))).as(secret).isEmpty();
        }
    }

    /** What the cluster within this process would show. */
    private String webInterface() throws Exception {
        try (LocalRun run = LocalRun.begin(new CollectedRun());
                MiniCluster cluster = LocalCluster.start(settings(store.secretKey(), PASSWORD), run);
                InputStream page = cluster.getRestAddress().get().resolve("/jobmanager/config").toURL().openStream()) {
            String shown = new String(page.readAllBytes());
            assertThat(shown).contains("rest.bind-port");
            return shown;
        }
    }

    private int run(Settings settings) {
        return JobExecution.standard().run(settings, true, new PrintWriter(said), new PrintWriter(said));
    }

    private Settings settings(String secretKey, String password) {
        Settings plain = TestSettings.of(
                new LakeSettings("s3://cost/" + folder.getFileName(), store.endpoint(), store.accessKey(), secretKey, true), database, DAY_1, DAY_2,
                ClusterLake.sources());
        DatabaseTls tls = new DatabaseTls(null, null, null, null, KEY_PASSWORD);
        return new Settings(
                plain.lake(), new DatabaseSettings(database.url(), database.user(), password, Duration.ofSeconds(2), tls), plain.window(), plain.sources(),
                plain.run());
    }

    private WriterAppender listen() {
        Configuration logging = logging().getConfiguration();
        WriterAppender log = WriterAppender.createAppender(PatternLayout.newBuilder().withPattern("%p %c: %m%n%xEx").build(), null, said, "said", false, true);
        log.start();
        logging.getRootLogger().addAppender(log, Level.ALL, null);
        Configurator.setLevel("io.costflow", Level.DEBUG);
        logging().updateLoggers();
        LogManager.getLogger("io.costflow").debug("listening");
        return log;
    }

    private static void forget(WriterAppender log) {
        logging().reconfigure();
        log.stop();
    }

    private static LoggerContext logging() {
        return (LoggerContext) LogManager.getContext(SecretsIT.class.getClassLoader(), false);
    }

    private static void changePassword(KokuDatabase database, String from, String to) throws Exception {
        try (Connection connection = DriverManager.getConnection(database.url(), database.user(), from); Statement statement = connection.createStatement()) {
            statement.execute("alter role costflow password '" + to + "'");
        }
    }
}
