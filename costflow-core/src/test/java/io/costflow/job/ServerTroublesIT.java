package io.costflow.job;

import static io.costflow.job.ClusterLake.DAY_1;
import static io.costflow.job.ClusterLake.DAY_2;
import static io.costflow.job.ClusterLake.DAY_3;
import static io.costflow.job.ClusterLake.published;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.costflow.settings.Settings;
import io.costflow.testbed.KokuDatabase;
import io.costflow.testing.SharedServers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** A continuous job over a PostgreSQL that fails over to a standby, limits statements, or has tables locked: it waits or holds a day back, and never restarts. */
class ServerTroublesIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(3);

    @TempDir(cleanup = CleanupMode.ALWAYS)
    private Path folder;

    private ClusterLake lake;
    private KokuDatabase database;
    private Settings settings;

    @BeforeEach
    void writeOneDay() throws Exception {
        lake = new ClusterLake(Files.createDirectory(folder.resolve("lake")));
        lake.write(DAY_1, 1);
        database = SharedServers.database().createDatabase();
        ClusterLake.insert(database);
        Settings stopping = TestSettings.continuous(
                folder.resolve("state"), TestSettings.of(TestSettings.folder(lake.root()), database, DAY_1, DAY_3, ClusterLake.sources()));
        settings = stopping.with(stopping.run().withStopTimeout(STOP_TIMEOUT));
    }

    @Test
    void aFailOverToReadOnlyAndBackIsWaitedFor() throws Exception {
        try (ContinuousJob job = ContinuousJob.start(settings)) {
            requirePublished(job, "2025-10-01 1");
            setForRole("default_transaction_read_only", "on");
            lake.write(DAY_2, 2);
            Thread.sleep(3_000);
            job.requireRunning();
            assertThat(published(database)).containsExactly("2025-10-01 1");

            setForRole("default_transaction_read_only", "off");
            requirePublished(job, "2025-10-01 1", "2025-10-02 2");
            assertThat(job.warnings()).noneMatch(warning -> warning.contains("restarts"));
        }
    }

    @Test
    void aLockOrStatementTimeoutHoldsTheDayBackUntilTheLockIsGone() throws Exception {
        try (ContinuousJob job = ContinuousJob.start(settings)) {
            requirePublished(job, "2025-10-01 1");
            setForRole("lock_timeout", "200ms");
            try (Connection other = lock()) {
                lake.write(DAY_2, 2);
                requireHeldBack(job, "55P03");
            }
            requirePublished(job, "2025-10-01 1", "2025-10-02 2");

            setForRole("lock_timeout", "0");
            setForRole("statement_timeout", "2s");
            try (Connection other = lock()) {
                lake.write(DAY_2, 3);
                requireHeldBack(job, "57014");
            }
            requirePublished(job, "2025-10-01 1", "2025-10-02 3");
            assertThat(job.warnings()).noneMatch(warning -> warning.contains("restarts"));
        }
    }

    @Test
    void aRunThatIsStoppedWhileAPublicationWaitsForALockRollsItBack() throws Exception {
        try (Connection other = lock()) {
            ContinuousJob job = ContinuousJob.start(settings);
            try (job) {
                Eventually.within(PATIENCE, () -> assertThat(waiting()).isEqualTo("1"));

                assertThatThrownBy(() -> job.run().stop()).hasMessageContaining("run.stop-timeout");
            }
            Eventually.within(PATIENCE, () -> assertThat(waiting()).as("the statement is canceled though the lock is still held").isEqualTo("0"));
        }
        assertThat(published(database)).isEmpty();

        try (ContinuousJob job = ContinuousJob.start(settings)) {
            requirePublished(job, "2025-10-01 1");
        }
    }

    /** Sets a parameter for sessions of the role, and ends the ones that are there. */
    private void setForRole(String parameter, String value) throws Exception {
        String name = database.url().substring(database.url().lastIndexOf('/') + 1);
        SharedServers.execute("alter role costflow in database " + name + " set " + parameter + " = '" + value + "'");
        SharedServers.execute("select pg_terminate_backend(pid) from pg_stat_activity where usename = 'costflow' and datname = '" + name + "'");
    }

    /** A transaction that keeps writers from the table until it is closed. */
    private Connection lock() throws Exception {
        Connection connection = database.connect();
        connection.setAutoCommit(false);
        connection.createStatement().execute("lock table " + ClusterLake.TENANT + "." + ScenarioCheck.SUMMARY + " in exclusive mode");
        return connection;
    }

    private String waiting() throws Exception {
        return RowVersions.query(database, "select count(*) from pg_stat_activity where usename = 'costflow' and datname = current_database()"
                + " and wait_event_type = 'Lock'").get(0);
    }

    private void requirePublished(ContinuousJob job, String... days) throws Exception {
        Eventually.within(PATIENCE, () -> {
            job.requireRunning();
            assertThat(published(database)).containsExactly(days);
        });
    }

    private void requireHeldBack(ContinuousJob job, String sqlState) throws Exception {
        Eventually.within(PATIENCE, () -> {
            job.requireRunning();
            assertThat(RowVersions.query(database, "select pending_sqlstate from " + ClusterLake.TENANT + ".costflow_status where period_start = '" + DAY_2 + "'"))
                    .containsExactly(sqlState);
        });
    }
}
