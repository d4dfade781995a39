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
            thread.execute(() -> {
                try {
                    trino.run(statement.text(), statement.headers());
                } catch (IOException | RuntimeException e) {
                    failed(e.getMessage(), missed);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        } catch (RejectedExecutionException e) {
            failed("too many statements wait for it", missed);
        }
    }

    private void failed(String reason, Consumer<String> missed) {
        missed.accept(reason);
        LOG.warn("A statement that keeps Trino's tables up did not succeed ({} so far): {}", failures.incrementAndGet(), reason);
    }

    /** How many statements did not succeed. */
    long failures() {
        return failures.get();
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
