package io.costflow.demo.live;

import io.costflow.testbed.KokuDatabase;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Looks at the database again and again, and shows what a user of it would see: how each change arrives there. It knows nothing of the job but what the job
 * writes.
 */
public final class Watch implements AutoCloseable {
    private static final long LOOK_MILLIS = 100;
    private static final int MOST_CHANGES = 10;
    /** Where the width of the terminal is not known, which the launcher passes on. */
    private static final int NARROWEST = 80;

    private final String tenant;
    private final List<GridRow> rows;
    private final LongSupplier reads;
    private final Display display;
    private final TableReader reader;
    private final Instant start = Instant.now();
    private final Deque<Progress> changes = new ArrayDeque<>();
    private final Thread thread = new Thread(this::look, "demo-watch");

    private Tables tables = Tables.EMPTY;
    private long readsBefore;
    private int made;
    private SQLException failure;

    private Watch(KokuDatabase database, String tenant, List<GridRow> rows, LongSupplier reads, Display display) throws SQLException {
        this.tenant = tenant;
        this.rows = rows;
        this.reads = reads;
        this.display = display;
        this.reader = new TableReader(database, tenant);
    }

    /**
     * Begins to look and to show.
     *
     * @param rows the sources that are shown
     * @param reads how many times any file has been asked for so far
     * @param writer where it is shown
     * @param terminal whether that is a terminal, which is painted again and again; otherwise lines are written as things happen
     */
    public static Watch start(KokuDatabase database, String tenant, List<GridRow> rows, LongSupplier reads, PrintWriter writer, boolean terminal)
            throws SQLException {
        Display display = terminal ? new ScreenDisplay(writer, Math.max(NARROWEST, Integer.getInteger("costflow.columns", NARROWEST))) : new LineDisplay(writer);
        Watch watch = new Watch(database, tenant, rows, reads, display);
        watch.thread.setDaemon(true);
        watch.thread.start();
        return watch;
    }

    /** A change begins. */
    public synchronized void begin(Change change) {
        made++;
        readsBefore = reads.getAsLong();
        changes.addLast(Progress.begin(made, change, tables));
        if (changes.size() > MOST_CHANGES) {
            changes.removeFirst();
        }
    }

    /** The change that began last has been made. */
    public synchronized void done() {
        changes.addLast(changes.removeLast().done(Instant.now()));
    }

    /**
     * Waits until the change that was made last has had its effect, and this has been shown.
     *
     * @return whether it had within this time
     * @throws SQLException if the database cannot be looked at any more
     */
    public synchronized boolean await(Duration patience) throws SQLException, InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (!changes.getLast().isComplete() && failure == null && System.nanoTime() < end) {
            wait(LOOK_MILLIS);
        }
        if (failure != null) {
            throw failure;
        }
        return changes.getLast().isComplete();
    }

    private void look() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                see(reader.read());
                Thread.sleep(LOOK_MILLIS);
            }
        } catch (SQLException e) {
            fail(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void see(Tables seen) {
        Instant now = Instant.now();
        tables = seen;
        if (!changes.isEmpty()) {
            changes.addLast(changes.removeLast().seen(seen, now, reads.getAsLong() - readsBefore));
        }
        display.show(new Picture(tenant, rows, List.copyOf(changes), tables, Duration.between(start, now), now));
        notifyAll();
    }

    private synchronized void fail(SQLException e) {
        failure = e;
        notifyAll();
    }

    /** Ends the watch; the last picture stays. */
    @Override
    public void close() throws SQLException, InterruptedException {
        thread.interrupt();
        thread.join();
        reader.close();
    }
}
