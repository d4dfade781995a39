package io.costflow.serve.answer;

import io.costflow.serve.protocol.ClientStatement;
import io.costflow.serve.protocol.RealTrino;
import java.io.IOException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says metadata and intermediate statements to Trino too, one after another and in the background, so that its tables are as if nothing had happened. A failure is
 * counted and fails nothing.
 */
final class KeepWarm implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(KeepWarm.class);

    private static final int WAITING = 10_000;
    private static final int STOP_SECONDS = 5;
    private static final String STOPPED = "the endpoint stopped";

    private final RealTrino trino;
    private final AtomicLong failures = new AtomicLong();
    private final ThreadPoolExecutor thread = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(WAITING), runnable -> {
        Thread thread = new Thread(runnable, "costflow-keep-warm");
        thread.setDaemon(true);
        return thread;
    });

    KeepWarm(RealTrino trino) {
        this.trino = trino;
    }

    /**
     * Says a statement when those before it are done.
     *
     * @param missed takes the reason when Trino has not run it
     */
    void say(ClientStatement statement, Consumer<String> missed) {
        try {
            thread.execute(new Said(statement, missed));
        } catch (RejectedExecutionException e) {
            failed(thread.isShutdown() ? STOPPED : "too many statements wait for it", missed);
        }
    }

    /** A statement that waits for its turn. */
    private final class Said implements Runnable {
        private final ClientStatement statement;
        private final Consumer<String> missed;

        Said(ClientStatement statement, Consumer<String> missed) {
            this.statement = statement;
            this.missed = missed;
        }

        @Override
        public void run() {
            try {
                trino.run(statement.text(), statement.headers());
            } catch (IOException | RuntimeException e) {
                failed(e.getMessage(), missed);
            } catch (InterruptedException e) {
                failed(STOPPED, missed);
                Thread.currentThread().interrupt();
            }
        }
    }

    private void failed(String reason, Consumer<String> missed) {
        missed.accept(reason);
        LOG.warn("A statement that keeps Trino's tables up did not succeed ({} so far): {}", failures.incrementAndGet(), reason);
    }

    /** Stops, and counts what Trino has not run as missed. */
    @Override
    public void close() throws InterruptedException {
        for (Runnable waiting : thread.shutdownNow()) {
            failed(STOPPED, ((Said) waiting).missed);
        }
        if (!thread.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
            LOG.warn("A statement that keeps Trino's tables up did not stop within {} s.", STOP_SECONDS);
        }
    }
}
