package io.costflow.demo;

import io.costflow.demo.live.Change;
import io.costflow.demo.live.Watch;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Makes changes one after another: each is announced, made, and waited for until users see it, and a pause follows to read. Closing it ends that soon. */
final class Narrator implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration GLANCE = Duration.ofMillis(100);

    private final Watch watch;
    private final Duration pause;
    private final CountDownLatch ending = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);

    /** Makes a change. */
    @FunctionalInterface
    interface Deed {
        void run() throws Exception;
    }

    Narrator(Watch watch, Duration pause) {
        this.watch = watch;
        this.pause = pause;
    }

    /**
     * Makes a change and waits for what it must do.
     *
     * @throws IllegalStateException if that has not come for a minute
     */
    void tell(Change change, Deed deed) throws Exception {
        if (isEnding()) {
            return;
        }
        watch.begin(change);
        deed.run();
        watch.done();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!watch.await(GLANCE) && !isEnding()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("The change \"" + change.what() + "\" has not reached the database within " + PATIENCE.toSeconds()
                        + " s. Look at the table costflow_day (run the demo with --keep), and at what the job has written to the error output.");
            }
        }
        ending.await(pause.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Whether no more changes are wanted. */
    boolean isEnding() {
        return ending.getCount() == 0;
    }

    /** Nothing more is going to be told. */
    void end() {
        ended.countDown();
    }

    /** Asks for the end, and waits until the change that is being made is made. */
    @Override
    public void close() throws InterruptedException {
        ending.countDown();
        ended.await(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
    }
}
