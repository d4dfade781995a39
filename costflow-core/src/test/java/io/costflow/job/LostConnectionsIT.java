package io.costflow.job;

import io.costflow.testbed.EmbeddedDatabase;
import io.costflow.testbed.KokuDatabase;
import io.costflow.testing.SharedServers;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL cuts its connections, and is restarted, at random moments while days are published. */
class LostConnectionsIT {

    private static final long SEED = 20251002;
    private static final Duration DOWN = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir(cleanup = CleanupMode.ALWAYS)
    private Path folder;

    @Test
    void theTablesEndAsIfNothingHadHappened() throws Exception {
        EmbeddedDatabase koku = EmbeddedDatabase.start(folder.resolve("postgresql"), 0);
        int port = koku.port();
        try (ContinuousFleet fleet = new ContinuousFleet(koku, FolderStore.in(folder.resolve("lake")), folder.resolve("staging"), settings -> settings)) {
            fleet.start();
            try (HeavyChange change = HeavyChange.begin(fleet, SEED)) {
                for (int round = 0; round < 2; round++) {
                    for (int cut = 0; cut < 4; cut++) {
                        change.goOn(Duration.ofMillis(200), Duration.ofSeconds(2));
                        cutConnections(fleet.database);
                    }
                    change.goOn(Duration.ofMillis(200), Duration.ofSeconds(2));
                    koku.close();
                    Thread.sleep(DOWN.toMillis());
                    koku = EmbeddedDatabase.start(folder.resolve("postgresql"), port);
                }
                change.stop();
                TruthCheck.of(fleet.settings, fleet.database, SharedServers.database()).requireIn(fleet.database, PATIENCE);
                change.requireWholeDays();
            }
        } finally {
            koku.close();
        }
    }

    /** Ends every connection of the role but the one that says so. */
    private static void cutConnections(KokuDatabase database) throws SQLException {
        RowVersions.query(database, "select pg_terminate_backend(pid) from pg_stat_activity where usename = current_user and pid <> pg_backend_pid()");
    }
}
