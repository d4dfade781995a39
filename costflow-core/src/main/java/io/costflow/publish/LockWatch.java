package io.costflow.publish;

import io.costflow.database.LockHolder;
import io.costflow.database.PostgresConnections;
import io.costflow.day.OutputPeriod;
import io.costflow.settings.DatabaseSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches a publication from another thread, since the driver hears of nothing while the server waits. One that waits for a lock is named in the log, with the
 * session that holds it. When the publishing thread is interrupted, the statement is canceled, and the transaction is rolled back.
 */
final class LockWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LockWatch.class);
    private static final Duration FIRST = Duration.ofSeconds(10);
    private static final Duration NEXT = Duration.ofMinutes(1);
    private static final int SECONDS_PER_QUESTION = 5;

    /** A publication under way. */
    private static final class Watched {
        private final Thread thread = Thread.currentThread();
        private final long begin = System.nanoTime();
        private final OutputPeriod period;
        private final Connection connection;
        private Duration due = FIRST;

        Watched(OutputPeriod period, Connection connection) {
            this.period = period;
            this.connection = connection;
        }
    }

    private final DatabaseSettings settings;
    private final ScheduledExecutorService ticking;
    private volatile Watched watched;

    LockWatch(DatabaseSettings settings) {
        this.settings = settings;
        ticking = Executors.newSingleThreadScheduledExecutor(action -> {
            Thread thread = new Thread(action, "lock-watch");
            thread.setDaemon(true);
            return thread;
        });
        ticking.scheduleWithFixedDelay(this::tick, 1, 1, TimeUnit.SECONDS);
    }

    /** Watches a publication of the calling thread from now on. */
    void begin(OutputPeriod period, Connection connection) {
        watched = new Watched(period, connection);
    }

    /** Ends the watch. */
    void end() {
        watched = null;
    }

    private void tick() {
        Watched now = watched;
        if (now == null) {
            return;
        }
        try {
            if (now.thread.isInterrupted()) {
                now.connection.unwrap(PGConnection.class).cancelQuery();
            } else if (Duration.ofNanos(System.nanoTime() - now.begin).compareTo(now.due) > 0) {
                now.due = now.due.plus(NEXT);
                warn(now);
            }
        } catch (SQLException | RuntimeException e) {
            LOG.debug("A publication cannot be watched.", e);
        }
    }

    private void warn(Watched now) throws SQLException {
        List<LockHolder> holders;
        try (Connection connection = PostgresConnections.open(settings, SECONDS_PER_QUESTION, "costflow lock watch")) {
            holders = LockHolder.find(connection);
        }
        int ours = now.connection.unwrap(PGConnection.class).getBackendPID();
        boolean direct = holders.stream().anyMatch(holder -> holder.waiting() == ours);
        for (LockHolder holder : holders) {
            // behind a pooler it is not known which of the waiting transactions is this one
            if (watched == now && (!direct || holder.waiting() == ours)) {
                LOG.warn("{} has taken {} s. It waits for {}", now.period, Duration.ofNanos(System.nanoTime() - now.begin).toSeconds(), holder.sentence());
            }
        }
    }

    @Override
    public void close() {
        ticking.shutdownNow();
    }
}
