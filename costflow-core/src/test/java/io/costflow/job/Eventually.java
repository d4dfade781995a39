package io.costflow.job;

import java.time.Duration;

/** Waits until something is so. */
public final class Eventually {

    private static final long PAUSE_MILLIS = 200;

    /** Fails with an assertion error as long as it is not so. */
    public interface Check {
        void run() throws Exception;
    }

    private Eventually() {}

    /** Checks again and again until the check passes; fails as the last check did when the time is over. */
    public static void within(Duration time, Check check) throws Exception {
        long deadline = System.nanoTime() + time.toNanos();
        while (true) {
            try {
                check.run();
                return;
            } catch (AssertionError notYet) {
                if (System.nanoTime() > deadline) {
                    throw notYet;
                }
            }
            Thread.sleep(PAUSE_MILLIS);
        }
    }
}
