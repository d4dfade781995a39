package io.costflow.job;

import static io.costflow.job.ClusterLake.DAY_1;
import static io.costflow.job.ClusterLake.DAY_2;
import static io.costflow.job.ClusterLake.DAY_3;
import static io.costflow.job.ClusterLake.published;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.costflow.database.Poolers;
import io.costflow.processes.PgBouncer;
import io.costflow.publish.DayReport;
import io.costflow.publish.DayReport.Outcome;
import io.costflow.settings.DatabaseSettings;
import io.costflow.settings.DatabaseTls;
import io.costflow.settings.Pooler;
import io.costflow.settings.Settings;
import io.costflow.testbed.KokuDatabase;
import io.costflow.testing.SharedServers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Jobs behind PgBouncer in transaction mode, where each transaction may have another session of the server. */
class PgBouncerIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir(cleanup = CleanupMode.ALWAYS)
    private Path folder;

    private ClusterLake lake;
    private KokuDatabase database;
    private PgBouncer pooler;

    @BeforeEach
    void startPooler() throws Exception {
        assumeTrue(PgBouncer.program().isPresent(), "PgBouncer is not installed: apt-get install pgbouncer, or the like, lets this test run.");
        lake = new ClusterLake(Files.createDirectory(folder.resolve("lake")));
        lake.write(DAY_1, 1);
        database = SharedServers.database().createDatabase();
        ClusterLake.insert(database);
        pooler = PgBouncer.start(database, SharedServers.database().port(), folder);
    }

    @AfterEach
    void stopPooler() {
        if (pooler != null) {
            pooler.close();
        }
    }

    @ParameterizedTest
    @EnumSource(value = Pooler.class, names = {"AUTO", "TRANSACTION"})
    void aRunThatEndsPublishes(Pooler setting) throws Exception {
        assertThat(JobCluster.shared().run(settings(setting))).extracting(DayReport::outcome).containsExactly(Outcome.PUBLISHED);
        assertThat(published(database)).containsExactly("2025-10-01 1");
    }

    @Test
    void aContinuousRunAndOtherClientsDoNotDisturbEachOther() throws Exception {
        try (ContinuousJob job = ContinuousJob.start(TestSettings.continuous(folder.resolve("state"), settings(Pooler.AUTO)));
                Connection other = connect()) {
            requirePublished(job, "2025-10-01 1");
            for (int i = 0; i < 20; i++) {
                assertThat(isolation(other)).isEqualTo("read committed");
                Thread.sleep(50);
            }
            try (Statement statement = other.createStatement()) {
                statement.execute("set session characteristics as transaction isolation level serializable");
            }
            lake.write(DAY_2, 2);
            lake.write(DAY_3, 3);
            requirePublished(job, "2025-10-01 1", "2025-10-02 2", "2025-10-03 3");
            assertThat(job.warnings()).isEmpty();
        }
    }

    @Test
    void itIsFound() throws Exception {
        try (Connection pooled = connect(); Connection direct = database.connectAsCostflow()) {
            assertThat(Poolers.isBetween(pooled)).isTrue();
            assertThat(Poolers.isBetween(direct)).isFalse();
        }
    }

    private Settings settings(Pooler setting) {
        Settings direct = TestSettings.of(TestSettings.folder(lake.root()), database, DAY_1, DAY_3, ClusterLake.sources());
        DatabaseSettings pooled = new DatabaseSettings(pooler.url(database), database.user(), database.password(), null, direct.database().outageBudget(), setting,
                DatabaseTls.AS_THE_URL_SAYS);
        return direct.with(pooled);
    }

    /** Another client of the pool. */
    private Connection connect() throws SQLException {
        return DriverManager.getConnection(pooler.url(database) + "?prepareThreshold=0", database.user(), database.password());
    }

    private static String isolation(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery("show transaction_isolation")) {
            row.next();
            return row.getString(1);
        }
    }

    private void requirePublished(ContinuousJob job, String... days) throws Exception {
        Eventually.within(PATIENCE, () -> {
            job.requireRunning();
            assertThat(published(database)).containsExactly(days);
        });
    }
}
