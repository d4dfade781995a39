package io.costflow.publish;

import static io.costflow.publish.KokuDatabase.execute;
import static io.costflow.publish.KokuDatabase.query;
import static io.costflow.publish.UsageDay.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.day.SourceDay;
import io.costflow.settings.DatabaseSettings;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** koku sets the markup of a cluster's rows under an advisory lock, and truncates partitions: neither meets a day that is being replaced halfway. */
class ClusterLockTest {

    private static final String TABLE = "org1234567." + UsageDay.TABLE;
    private static final String WAITING = "select count(*) from pg_locks where locktype = 'advisory' and not granted";
    private DatabaseSettings database;

    @BeforeEach
    void publish() throws Exception {
        database = KokuDatabase.fresh();
        new UsageDay(row("billing", 1), row("shop", 1)).publishTo(database);
    }

    @Test
    void aDayWaitsForTheMarkupOfItsClusterBeforeItLocksAnything() throws Exception {
        CompletableFuture<DayReport> replaced;
        try (Connection koku = KokuDatabase.connect(database); Statement statement = koku.createStatement()) {
            koku.setAutoCommit(false);
            statement.execute("select pg_advisory_xact_lock(hashtext('" + UsageDay.CLUSTER + "'))");
            replaced = CompletableFuture.supplyAsync(() -> publishQuietly(new UsageDay(row("billing", 2), row("shop", 2)).at(2, "files 2")));
            waitUntilSomeoneWaits();
            statement.execute("update " + TABLE + " set infrastructure_markup_cost = 0");
            statement.execute("select from org1234567.costflow_status for update");
            koku.commit();
        }

        assertThat(replaced.get(30, TimeUnit.SECONDS)).extracting(DayReport::written, DayReport::kept).containsExactly(2L, 0L);
        assertThat(query(database, "select distinct infrastructure_markup_cost::int, pod_usage_cpu_core_hours::int from " + TABLE)).containsExactly("0|2");
    }

    @Test
    void rowsThatWereTruncatedMeanwhileAreWrittenAgain() throws Exception {
        execute(database, "alter role " + database.user() + " set default_transaction_isolation = 'repeatable read'");
        try {
            CompletableFuture<DayReport> replaced;
            try (Connection koku = KokuDatabase.connect(database); Statement statement = koku.createStatement()) {
                koku.setAutoCommit(false);
                statement.execute("select pg_advisory_xact_lock(hashtext('" + UsageDay.CLUSTER + "'))");
                replaced = CompletableFuture.supplyAsync(() -> publishQuietly(new UsageDay(row("billing", 1), row("shop", 1)).at(2, "files 1").rebuilt()));
                waitUntilSomeoneWaits();
                statement.execute("truncate " + TABLE);
                koku.commit();
            }

            assertThat(replaced.get(30, TimeUnit.SECONDS)).extracting(DayReport::written, DayReport::kept).containsExactly(2L, 0L);
        } finally {
            execute(database, "alter role " + database.user() + " reset default_transaction_isolation");
        }
    }

    /** Days of a cluster are replaced side by side: one whose transaction takes long does not keep the others. */
    @Test
    void aDayDoesNotWaitForAnotherDayOfItsCluster() throws Exception {
        SourceDay other = SourceDay.of(KokuDatabase.TENANT, UsageDay.SOURCE, UsageDay.DAY.plusDays(1));
        try (Connection slow = KokuDatabase.connect(database)) {
            slow.setAutoCommit(false);
            AdvisoryLock.takeOfCluster(slow, UsageDay.CLUSTER);

            CompletableFuture<DayReport> published = CompletableFuture.supplyAsync(() -> publishQuietly(new UsageDay(other, row("billing", 3))));

            assertThat(published.get(30, TimeUnit.SECONDS).written()).isEqualTo(1);
            slow.rollback();
        }
    }

    private DayReport publishQuietly(UsageDay day) {
        try {
            return day.publishTo(database);
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    private void waitUntilSomeoneWaits() throws Exception {
        while (query(database, WAITING).equals(List.of("0"))) {
            Thread.sleep(20);
        }
    }
}
