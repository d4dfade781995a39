package io.costflow.publish;

import static io.costflow.publish.KokuDatabase.connect;
import static io.costflow.publish.KokuDatabase.query;
import static io.costflow.publish.UsageDay.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.database.LockHolder;
import io.costflow.job.Eventually;
import io.costflow.publish.DayReport.Outcome;
import io.costflow.settings.DatabaseSettings;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A publication that waits for another session's lock says which one that is, and can be stopped. */
class LockWaitTest {

    private static final String TABLE = "org1234567." + UsageDay.TABLE;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private DatabaseSettings database;

    @BeforeEach
    void freshDatabase() throws Exception {
        database = KokuDatabase.fresh();
        new UsageDay(row("shop", 1)).publishTo(database);
    }

    @ParameterizedTest
    @ValueSource(strings = {"lock table " + TABLE, "update " + TABLE + " set pod_usage_cpu_core_hours = 7"})
    void theHolderIsNamedAndTheStatementIsCanceledWhenTheThreadIsInterrupted(String locking) throws Exception {
        AtomicReference<Throwable> end = new AtomicReference<>();
        Thread publishing = new Thread(() -> publish(end));
        try (Connection other = connect(database)) {
            execute(other, "set application_name = 'koku-worker'; begin; " + locking);
            publishing.start();
            List<LockHolder> holders = awaitHolders();

            assertThat(holders).singleElement().satisfies(holder -> {
                assertThat(holder.table()).as("the table, or its partition").startsWith(TABLE);
                assertThat(holder.application()).isEqualTo("koku-worker");
                assertThat(holder.since()).isNotNull();
                assertThat(holder.sentence()).contains(TABLE, "process " + holder.pid(), "'koku-worker'", "since 20");
            });
            publishing.interrupt();
            publishing.join(PATIENCE.toMillis());
            execute(other, "rollback");
        }

        assertThat(end.get()).isInstanceOf(InterruptedException.class);
        assertThat(query(database, "select namespace, pod_usage_cpu_core_hours::float8 from " + TABLE)).containsExactly("shop|1");
        assertThat(new UsageDay(row("shop", 2)).at(2, "files 2").publishTo(database).outcome()).isEqualTo(Outcome.PUBLISHED);
    }

    private void publish(AtomicReference<Throwable> end) {
        try {
            new UsageDay(row("shop", 2)).at(2, "files 2").publishTo(database);
        } catch (Throwable failure) {
            end.set(failure);
        }
    }

    private List<LockHolder> awaitHolders() throws Exception {
        AtomicReference<List<LockHolder>> holders = new AtomicReference<>();
        Eventually.within(PATIENCE, () -> {
            try (Connection connection = connect(database)) {
                holders.set(LockHolder.find(connection));
            }
            assertThat(holders.get()).isNotEmpty();
        });
        return holders.get();
    }

    private static void execute(Connection connection, String sql) throws Exception {
        connection.createStatement().execute(sql);
    }
}
