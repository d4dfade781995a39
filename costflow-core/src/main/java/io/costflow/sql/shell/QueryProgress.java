package io.costflow.sql.shell;

import io.costflow.sql.scan.ScanProgress;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Says in the last line of a terminal how far a query is, once it takes long. */
final class QueryProgress implements AutoCloseable {

    private static final long PATIENCE_MILLIS = 1500;
    private static final long PAUSE_MILLIS = 300;
    private static final String CLEAR = "\r\u001b[K";

    private final PrintWriter error;
    private final long begun = System.nanoTime();
    private final ScheduledExecutorService clock;
    private boolean shown;
    private boolean closed;

    private QueryProgress(PrintWriter error, ScheduledExecutorService clock) {
        this.error = error;
        this.clock = clock;
    }

    /** Begins to look; nothing is said where there is no terminal. */
    static QueryProgress begin(PrintWriter error, boolean terminal) {
        ScanProgress.reset();
        if (!terminal) {
            return new QueryProgress(error, null);
        }
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "query-progress");
            thread.setDaemon(true);
            return thread;
        });
        QueryProgress progress = new QueryProgress(error, clock);
        clock.scheduleWithFixedDelay(progress::show, PATIENCE_MILLIS, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        return progress;
    }

    private synchronized void show() {
        if (!closed) {
            long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun);
            String text = ScanProgress.found() == 0
                    ? String.format(Locale.ROOT, "%d s: planning", seconds)
                    : String.format(Locale.ROOT, "%d s: %,d of %,d files and tables read, %,d rows", seconds, ScanProgress.done(), ScanProgress.found(),
                            ScanProgress.rows());
            error.print(CLEAR + text);
            error.flush();
            shown = true;
        }
    }

    /** Makes room for the result. */
    synchronized void clear() {
        if (shown) {
            error.print(CLEAR);
            error.flush();
            shown = false;
        }
        closed = true;
    }

    @Override
    public void close() {
        clear();
        if (clock != null) {
            clock.shutdownNow();
        }
    }
}
