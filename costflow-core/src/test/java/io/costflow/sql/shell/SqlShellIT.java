package io.costflow.sql.shell;

import io.costflow.provider.openshift.OpenShift;
import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.job.Eventually;
import io.costflow.settings.DatabaseSettings;
import io.costflow.settings.LakeSettings;
import io.costflow.settings.RecentMonths;
import io.costflow.settings.RunSettings;
import io.costflow.settings.Settings;
import io.costflow.settings.SourceSettings;
import io.costflow.sql.output.ResultFormat;
import io.costflow.sql.session.SqlSession;
import io.costflow.testing.SharedServers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The prompt, as somebody at a terminal uses it. */
class SqlShellIT {

    private static final String PROMPT = "acct1234567> ";
    private static final Duration SOON = Duration.ofMinutes(2);

    @TempDir
    private static Path folder;

    /** A session is used by the thread that started it. */
    private static final ExecutorService SHELL = Executors.newSingleThreadExecutor();

    private static DatabaseSettings database;
    private static SqlSession session;

    private TypedTerminal terminal;
    private Future<?> shell;

    @BeforeAll
    static void start() throws Exception {
        database = SharedServers.emptyDatabase();
        execute("""
                create schema acct1234567;
                create table acct1234567.disks (volume text, capacity bigint);
                create table public.owners (mail text);
                insert into acct1234567.disks select 'v' || i, i from generate_series(1, 3000) i;
                create view acct1234567.asleep as select pg_sleep(600)::text as nothing""");
        Settings settings = new Settings(
                new LakeSettings("file://" + folder, null, null, null, false),
                database,
                new RecentMonths(1),
                List.of(SourceSettings.cluster("acct1234567", OpenShift.TYPE, "00000000-0000-0000-0000-000000000001", "c", "C", null)),
                RunSettings.bounded(2, false, Duration.ofSeconds(2)));
        session = SHELL.submit(() -> SqlSession.start(settings, false)).get();
    }

    @AfterAll
    static void stop() throws Exception {
        SHELL.shutdown();
        session.close();
    }

    private static void execute(String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection(database.url(), database.user(), null); var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Path history() {
        return folder.resolve("history");
    }

    @BeforeEach
    void open() throws Exception {
        terminal = TypedTerminal.open();
        shell = SHELL.submit(() -> SqlShell.open(session, ResultFormat.TABLE, history(), terminal.terminal()));
        terminal.await(0, PROMPT);
    }

    @AfterEach
    void close() throws Exception {
        if (!shell.isDone()) {
            terminal.type(TypedTerminal.CTRL_C + "\\q\n");
        }
        shell.get(SOON.toSeconds(), TimeUnit.SECONDS);
        terminal.close();
    }

    @Test
    void whatThereIsCanBeListed() throws Exception {
        terminal.type("\\d\n", "openshift_pod_usage_line_items               line items of the lake\n");
        terminal.type("\\d\n", "disks                                        in the database\n");
        terminal.type("\\d disks\n", "volume    STRING\ncapacity  BIGINT\n");
        terminal.type("\\d public.owners\n", "mail  STRING\n");
        terminal.type("\\d nothing\n", "There is no table acct1234567.nothing; \\d lists the tables.");
        terminal.type("\\df\n", "label_value(labels, key)");
        terminal.type("\\l\n", "acct1234567\npublic\n");
        terminal.type("\\?\n", "Ctrl-C stops the query that runs.");
        terminal.type("\\y\n", "There is no such command; \\? lists them.");
    }

    @Test
    void wordsAndCommandsNeedNoSemicolonAndEndAnUnfinishedStatement() throws Exception {
        terminal.type("help\n", "Ctrl-C stops the query that runs.");
        terminal.type("\\dt\n", "disks                                        in the database\n");
        terminal.type("SELECT COUNT(*)\n", "-> ");
        terminal.type("\\d disks\n", "volume    STRING\ncapacity  BIGINT\n");
        terminal.type("SELECT COUNT(*)\n", "-> ");
        terminal.type("exit\n");
        shell.get(SOON.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    void rowsThatAreWiderThanTheTerminalAreShownOneColumnBelowAnother() throws Exception {
        String wide = "SELECT volume, capacity, REPEAT('x', 250) AS long_text FROM disks WHERE capacity < 3 ORDER BY capacity;\n";
        terminal.type(wide, "-[ 2 ]----------------------------------------\nvolume    | v2\ncapacity  | 2\nlong_text | x");
        terminal.type("SELECT volume, capacity FROM disks WHERE capacity = 7;\n", " volume | capacity\n");
        terminal.type("\\x\n", "Rows are shown one column below another.");
        terminal.type("SELECT volume, capacity FROM disks WHERE capacity = 7;\n", "volume   | v7\ncapacity | 7\n(1 row)");
        terminal.type("\\x off\n", "Rows are shown as lines of a table.");
        terminal.type(wide, " volume | capacity | long_text");
    }

    @Test
    void namesAreCompleted() throws Exception {
        terminal.type("SELECT MAX(capacity) FROM disk" + TypedTerminal.TAB, "disks");
        terminal.type("WHERE vol" + TypedTerminal.TAB, "volume");
        terminal.type("= 'v7';\n", "    7\n");
        terminal.type("SELECT COUNT(*) FROM public.ow" + TypedTerminal.TAB, "owners");
        terminal.type("o WHERE o.ma" + TypedTerminal.TAB, "mail");
        terminal.type("IS NULL;\n", "0\n");
    }

    @Test
    void aStatementMayHaveSeveralLinesAndIsKeptInTheHistory() throws Exception {
        terminal.type("SELECT COUNT(*) AS disks\n", "-> ");
        terminal.type("FROM disks;\n", "3000\n(1 row)");
        terminal.type(TypedTerminal.UP, "FROM disks;");
        terminal.type("\n", "3000\n(1 row)");
        assertThat(Files.readString(history())).contains("SELECT COUNT(*) AS disks\\nFROM disks;");
    }

    @Test
    void aMistakeIsToldAndTheShellGoesOn() throws Exception {
        terminal.type("SELECT nothing FROM disks;\n", "At line 1, column 8: Column 'nothing' not found in any table");
        terminal.type("DROP TABLE disks;\n", "this session only reads");
        terminal.type("SELECT 1 / (capacity - capacity) FROM disks;\n", "The query failed: / by zero");
        terminal.type("SELECT 41 + 1;\n", "42\n(1 row)");
    }

    @Test
    void theQueryIsStoppedNotTheShell() throws Exception {
        terminal.type("SELECT COUNT(*) FROM disks a, disks b, disks c WHERE a.capacity + b.capacity * c.capacity < 0;\n", "files and tables read");
        terminal.type(TypedTerminal.CTRL_C, "The query was stopped.");
        terminal.type("SELECT 41 + 1;\n", "42\n(1 row)");
    }

    @Test
    void aQueryThatWaitsForTheDatabaseIsStoppedThereToo() throws Exception {
        terminal.type("SELECT * FROM asleep;\n", "0 of 1 files and tables read");
        Eventually.within(SOON, () -> assertThat(sleepers()).isOne());
        terminal.type(TypedTerminal.CTRL_C, "The query was stopped.");
        Eventually.within(SOON, () -> assertThat(sleepers()).isZero());
        terminal.type("SELECT COUNT(*) FROM disks;\n", "3000\n(1 row)");
    }

    private static int sleepers() throws Exception {
        try (Connection connection = DriverManager.getConnection(database.url(), database.user(), null); var statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) from pg_stat_activity where state = 'active' and query like '%asleep%' and pid <> pg_backend_pid()")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    @Test
    void ctrlCAtThePromptDropsTheLine() throws Exception {
        terminal.type("SELECT nonsense", "nonsense");
        terminal.type(TypedTerminal.CTRL_C, PROMPT);
        terminal.type("\\q\n");
        shell.get(SOON.toSeconds(), TimeUnit.SECONDS);
    }
}
