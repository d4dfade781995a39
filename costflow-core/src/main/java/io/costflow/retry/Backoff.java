package io.costflow.retry;

import java.time.Duration;

/**
 * Exponential backoff: the pause after the first failure, and how it grows with each further failure in a row.
 *
 * @param initial the pause after the first failure
 * @param factor what each further failure multiplies the pause by
 * @param maximum the longest pause
 */
public record Backoff(Duration initial, int factor, Duration maximum) {

    /** Returns the pause after so many failures in a row, of which there is at least one. */
    public Duration pause(int failures) {
        Duration pause = initial;
        for (int failure = 1; failure < failures && pause.compareTo(maximum) < 0; failure++) {
            pause = pause.multipliedBy(factor);
        }
        return pause.compareTo(maximum) < 0 ? pause : maximum;
    }
}
