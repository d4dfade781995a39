package io.costflow.retry;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tries again after I/O errors, with growing pauses, within a budget of time. A file that is not there is not tried again. */
public final class Retry {

    private static final Logger LOG = LoggerFactory.getLogger(Retry.class);
    private static final long FIRST_PAUSE_MILLIS = 200;
    private static final long LONGEST_PAUSE_MILLIS = 10_000;

    /** Something that may fail for a while. */
    public interface Attempt<T> {
        T run() throws IOException;
    }

    private Retry() {}

    /**
     * The result of the first attempt that succeeds.
     *
     * @param what what is attempted, for messages: "Listing s3://…"
     * @throws IOException what the last attempt failed with, once the budget is used up
     */
    public static <T> T within(Duration budget, String what, Attempt<T> attempt) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + budget.toNanos();
        long pause = FIRST_PAUSE_MILLIS;
        for (int attempts = 1; ; attempts++) {
            try {
                return attempt.run();
            } catch (FileNotFoundException e) {
                throw e;
            } catch (IOException e) {
                if (System.nanoTime() + Duration.ofMillis(pause).toNanos() > deadline) {
                    throw new IOException(what + " failed " + attempts + " times within " + budget.toSeconds() + " s: " + e.getMessage(), e);
                }
                LOG.info("{} failed and is tried again in {} ms: {}", what, pause, e.getMessage());
            }
            Thread.sleep(pause / 2 + ThreadLocalRandom.current().nextLong(pause / 2 + 1));
            pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
        }
    }
}
