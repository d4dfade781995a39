package io.costflow.job;

import io.costflow.publish.DayReport;
import io.costflow.settings.Settings;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ExecutorService;

/** A continuous job in this JVM, of which it is noticed when it ends. */
final class ContinuousJob implements AutoCloseable {

    private final List<String> warnings = new CopyOnWriteArrayList<>();
    private final ExecutorService waiting = Executors.newSingleThreadExecutor();
    private final ContinuousRun run;
    private final CompletableFuture<Void> end;

    private ContinuousJob(Settings settings) throws Exception {
        run = ContinuousRun.start(settings, new Listener());
        end = CompletableFuture.runAsync(this::await, waiting);
    }

    /** Starts a job, which goes on from the newest state in its state folder. */
    static ContinuousJob start(Settings settings) throws Exception {
        return new ContinuousJob(settings);
    }

    /** Fails if the job has ended, with what it failed with. */
    void requireRunning() {
        if (end.isDone()) {
            end.join();
            throw new IllegalStateException("The job has ended by itself. It warned of " + warnings);
        }
    }

    private void await() {
        try {
            run.await();
        } catch (Exception failure) {
            throw new CompletionException(failure);
        }
    }

    @Override
    public void close() throws Exception {
        run.close();
        waiting.shutdownNow();
    }

    private final class Listener implements RunListener {

        @Override
        public void reported(DayReport report) {
            // The tables are looked at instead.
        }

        @Override
        public void warned(String warning) {
            warnings.add(warning);
        }
    }
}
