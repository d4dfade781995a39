package io.costflow.retry;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Retries after I/O errors, with exponential backoff, within a budget of time. A file that is not there is not tried again. */
public final class Retry {

    private static final Logger LOG = LoggerFactory.getLogger(Retry.class);
    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(200), 2, Duration.ofSeconds(10));

    /** Something that may fail for a while. */
    public interface Attempt<T> {
        T run() throws IOException;
    }

    private Retry() {}

    /**
     * Returns the result of the first attempt that succeeds.
     *
     * @param budget how long attempts may fail, from the first failure on
     * @param what what is attempted, for messages: "Listing s3://…"
     * @throws IOException what the last attempt failed with, once the budget is used up
     */
    public static <T> T within(Duration budget, String what, Attempt<T> attempt) throws IOException, InterruptedException {
        FailureBudget failing = new FailureBudget(budget, new MonotonicClock());
        while (true) {
            try {
                return attempt.run();
            } catch (FileNotFoundException e) {
                throw e;
            } catch (IOException e) {
                failing.failed();
                Duration pause = BACKOFF.pause(failing.failures());
                if (pause.compareTo(failing.left()) > 0) {
                    throw new IOException(what + " failed " + failing.failures() + " times within " + budget.toSeconds() + " s: " + e.getMessage(), e);
                }
                LOG.info("{} failed and is tried again in {} ms at most: {}", what, pause.toMillis(), e.getMessage());
                Thread.sleep(withJitter(pause.toMillis()));
            }
        }
    }

    /** Many readers fail at once when a server is gone, and should not all come back at once. */
    private static long withJitter(long millis) {
        return millis / 2 + ThreadLocalRandom.current().nextLong(millis / 2 + 1);
    }
}
