package io.costflow.demo;

import io.costflow.demo.live.Change;
import io.costflow.demo.live.Watch;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Makes changes one after another: each is announced, made, and waited for until users see it, and a pause follows to read. Closing it ends that soon. */
final class Narrator implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration GLANCE = Duration.ofMillis(100);

    private final Watch watch;
    private final CompletableFuture<?> job;
    private final Duration pause;
    private final Deed look;
    private final CountDownLatch ending = new CountDownLatch(1);
    private final Semaphore turn = new Semaphore(1);

    /** Makes a change, or looks at one. */
    @FunctionalInterface
    interface Deed {
        void run() throws Exception;
    }

    /**
     * @param job ends when the job does, after which nothing is shown
     * @param pause how long there is to read the result of a change
     * @param look what else is done when a result is there
     */
    Narrator(Watch watch, CompletableFuture<?> job, Duration pause, Deed look) {
        this.watch = watch;
        this.job = job;
        this.pause = pause;
        this.look = look;
    }

    /**
     * Makes a change and waits for what it must do.
     *
     * @throws IllegalStateException if that has not come for two minutes
     * @throws java.util.concurrent.ExecutionException if the job has failed
     */
    void tell(Change change, Deed deed) throws Exception {
        if (isEnding() || !turn.tryAcquire()) {
            return;
        }
        try {
            watch.begin(change);
            deed.run();
            watch.done();
            await(change);
        } finally {
            turn.release();
        }
        look.run();
        pause();
    }

    private void await(Change change) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!watch.await(GLANCE) && !isEnding()) {
            if (job.isDone()) {
                job.get();
                throw new IllegalStateException("The job has ended, but a continuous run goes on until it is stopped.");
            }
            if (System.nanoTime() > end) {
                throw new IllegalStateException("The change \"" + change.what() + "\" has not reached the database within " + PATIENCE.toSeconds()
                        + " s. Look at the table costflow_status and at what the job has written to the error output.");
            }
        }
    }

    /** Does nothing for as long as it takes to read, or until the end is asked for. */
    void pause() throws InterruptedException {
        ending.await(pause.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Whether no more changes are wanted. */
    boolean isEnding() {
        return ending.getCount() == 0;
    }

    /** Asks for the end, and waits until the change that is being made is made. */
    @Override
    public void close() throws InterruptedException {
        ending.countDown();
        turn.tryAcquire(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
    }
}
