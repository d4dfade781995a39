package io.costflow.publish;

import static io.costflow.publish.KokuDatabase.execute;
import static io.costflow.publish.KokuDatabase.query;
import static io.costflow.publish.UsageDay.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.publish.DayReport.Outcome;
import io.costflow.settings.DatabaseSettings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** A server that is stopped for a moment is waited for. */
class RestartedServerIT {

    @TempDir(cleanup = CleanupMode.ALWAYS)
    private Path folder;

    @Test
    void publishesWhenTheServerIsBack() throws Exception {
        EmbeddedPostgres server = start(0);
        DatabaseSettings database = new DatabaseSettings(server.getJdbcUrl("postgres", "postgres"), "postgres", null, Duration.ofSeconds(60));
        execute(database, KokuDatabase.schema());
        try (DayPublisher publisher = new DayPublisher(database, List.of(UsageDay.OPENSHIFT))) {
            new UsageDay(row("shop", 1)).publishTo(publisher);
            int port = server.getPort();
            server.close();

            CompletableFuture<DayReport> report = CompletableFuture.supplyAsync(() -> publish(publisher));
            Thread.sleep(1500);
            assertThat(report).as("the publisher waits").isNotDone();
            server = start(port);

            assertThat(report.get(60, TimeUnit.SECONDS).outcome()).isEqualTo(Outcome.PUBLISHED);
            assertThat(query(database, "select namespace from org1234567." + UsageDay.TABLE)).containsExactly("billing");
        } finally {
            server.close();
        }
    }

    private static DayReport publish(DayPublisher publisher) {
        try {
            return new UsageDay(row("billing", 1)).at(2, "files 2").publishTo(publisher);
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private EmbeddedPostgres start(int port) throws IOException {
        return EmbeddedPostgres.builder().setPort(port).setDataDirectory(folder.resolve("data")).setCleanDataDirectory(false).start();
    }
}
