package io.costflow.serve.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.serve.answer.StatementLog.Counted;
import io.costflow.settings.DatabaseSettings;
import io.costflow.settings.DayRange;
import io.costflow.settings.LakeSettings;
import io.costflow.settings.RunSettings;
import io.costflow.settings.Settings;
import io.costflow.settings.SourceSettings;
import io.costflow.testing.SharedServers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What of counted statements is in the table, after writes that fail too. */
class StatementLogTest {

    private static final String TENANT = "org1234567";

    private DatabaseSettings database;
    private Connections connections;
    private StatementLog log;

    @BeforeEach
    void start() throws Exception {
        database = SharedServers.emptyDatabase();
        execute("create schema " + TENANT);
        Settings settings = new Settings(
                new LakeSettings("file:///tmp", null, null, null, true), database, new DayRange(LocalDate.of(2025, 10, 1), LocalDate.of(2025, 10, 2)),
                List.of(SourceSettings.cluster(TENANT, "OCP", "00000000-0000-0000-0000-000000000001", "cluster-1", "Cluster", null)),
                RunSettings.bounded(1, false, Duration.ofSeconds(5)));
        connections = new Connections(database);
        log = new StatementLog(new Tenants(settings, connections));
        count("before", null);
        log.flush();
    }

    @AfterEach
    void stop() {
        connections.close();
    }

    private void count(String fingerprint, String error) {
        log.add(TENANT, "create-schema", fingerprint, "costflow", StatementLog.MISSED, 1, error);
    }

    @Test
    void whatIsCountedWhilePostgresIsAwayIsWrittenWhenItIsBack() throws Exception {
        execute("create function public.away() returns trigger language plpgsql as $$ begin raise 'terminating connection' using errcode = '57P01'; end $$;"
                + " create trigger away before insert on org1234567.costflow_statement execute function public.away()");
        count("before", "first");
        count("during", null);
        log.flush();
        count("during", "second");
        log.flush();
        assertThat(counts()).containsExactly("before 1 null");

        execute("drop trigger away on org1234567.costflow_statement");
        log.flush();
        log.flush();
        assertThat(counts()).containsExactly("before 2 first", "during 2 second");
    }

    @Test
    void whatIsCountedWhileTheTableIsUnfitIsWrittenWhenItIsPutRight() throws Exception {
        execute("alter table org1234567.costflow_statement rename column seconds to elsewhere");
        count("during", null);
        log.flush();
        execute("alter table org1234567.costflow_statement rename column elsewhere to seconds");
        log.flush();
        assertThat(counts()).containsExactly("before 1 null", "during 1 null");
    }

    @Test
    void anErrorThatPostgresCannotHoldIsKeptWithoutWhatItCannotHold() throws Exception {
        count("nul", "line 1:8: Column 'a\0b' cannot be resolved");
        count("long", "x".repeat(3000));
        log.flush();
        assertThat(counts()).containsExactly("before 1 null", "long 1 " + "x".repeat(2000), "nul 1 line 1:8: Column 'a\uFFFDb' cannot be resolved");
    }

    @Test
    void aCountThatIsRefusedIsInTheWayOfNoOther() throws Exception {
        execute("alter table org1234567.costflow_statement add check (fingerprint <> 'b')");
        List.of("a", "b", "c").forEach(fingerprint -> count(fingerprint, null));
        log.flush();
        assertThat(counts()).containsExactly("a 1 null", "before 1 null", "c 1 null");
    }

    private List<String> counts() throws SQLException {
        try (Connection connection = connect()) {
            return StatementLog.read(connection, TENANT, LocalDate.EPOCH).stream().sorted(Comparator.comparing(Counted::fingerprint))
                    .map(line -> line.fingerprint() + " " + line.count() + " " + line.lastError()).toList();
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(database.url(), database.user(), database.password());
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = connect(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
