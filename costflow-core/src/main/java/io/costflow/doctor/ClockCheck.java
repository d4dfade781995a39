package io.costflow.doctor;

import java.time.Duration;
import java.time.Instant;

/** Whether the clocks of the machines agree. */
final class ClockCheck {

    /** More than servers that follow a time server ever differ, and than an answer takes to arrive; less than harms. */
    private static final Duration TOLERATED = Duration.ofSeconds(5);

    private ClockCheck() {}

    /**
     * Compares another machine's clock with ours.
     *
     * @param whose whose clock it is, at the beginning of a sentence
     * @param asked when it was asked, by our clock
     * @param told what it said
     * @param answered when the answer was there, by our clock
     */
    static Finding check(String whose, Instant asked, Instant told, Instant answered) {
        Duration early = Duration.between(told, asked);
        Duration late = Duration.between(answered, told);
        Duration off = early.isNegative() ? late : early;
        if (off.compareTo(TOLERATED) <= 0) {
            return Finding.ok(whose + " clock and this machine's agree.");
        }
        return Finding.problem(whose + " clock is " + off.toSeconds() + " s " + (early.isNegative() ? "ahead of" : "behind") + " this machine's; have both set by"
                + " the same time server. S3 refuses requests beyond 15 min, and ages of data are wrong by as much.");
    }
}
