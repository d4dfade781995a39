package io.costflow.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.day.SourceDay;
import io.costflow.testbed.KokuDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Somebody who looks at the tables all the time while days are replaced: a day must always be that of one whole revision, and never one that is older than what
 * was seen before.
 */
final class WholeDayReader implements AutoCloseable {

    private static final long PAUSE_MILLIS = 150;

    private final KokuDatabase database;
    private final String tenant;
    private final Thread thread = new Thread(this::read, "whole-day-reader");
    private final Map<SourceDay, DayContents> last = new HashMap<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private volatile boolean stopped;
    private volatile int looks;
    private volatile int revisions;

    private WholeDayReader(KokuDatabase database, String tenant) {
        this.database = database;
        this.tenant = tenant;
    }

    /** Starts to look. */
    static WholeDayReader start(KokuDatabase database, String tenant) {
        WholeDayReader reader = new WholeDayReader(database, tenant);
        reader.thread.start();
        return reader;
    }

    /** Stops looking, and fails if anything was wrong, or if there was nothing to see. */
    void requireWholeDays() throws InterruptedException {
        close();
        assertThat(complaints).as("what the reader saw in %d looks", looks).isEmpty();
        assertThat(revisions).as("revisions seen in %d looks", looks).isPositive();
    }

    private void read() {
        while (!stopped) {
            try (Connection connection = database.connect()) {
                connection.setAutoCommit(false);
                connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
                while (!stopped) {
                    DayContents.read(connection, tenant, DayContents.VALUES).forEach(this::see);
                    connection.commit();
                    looks++;
                    Thread.sleep(PAUSE_MILLIS);
                }
            } catch (SQLException gone) {
                // The database may be restarted meanwhile: looked at again.
                pause();
            } catch (InterruptedException stop) {
                return;
            }
        }
    }

    private void see(SourceDay day, DayContents now) {
        DayContents before = last.getOrDefault(day, DayContents.NONE);
        last.put(day, now);
        if (now.revision() > before.revision()) {
            revisions++;
        } else if (now.revision() < before.revision()) {
            complaints.add(day + " went back from " + before.revision() + " to " + now.revision());
        } else if (!now.rows().equals(before.rows())) {
            complaints.add(day + " changed within the revision " + now.revision() + " from " + before.rows() + " to " + now.rows());
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws InterruptedException {
        stopped = true;
        thread.join();
    }
}
