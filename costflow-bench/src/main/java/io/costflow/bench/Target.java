package io.costflow.bench;

import java.util.Locale;

/**
 * How a ratio, or a figure, should turn out.
 *
 * @param limit the limit
 * @param atMost whether it should be at most the limit, or at least
 */
record Target(double limit, boolean atMost) {

    static Target atMost(double limit) {
        return new Target(limit, true);
    }

    static Target atLeast(double limit) {
        return new Target(limit, false);
    }

    /**
     * The target, and whether a value meets it. A ratio to something that took less than the clock can tell is infinite or NaN: it is not measured, and
     * meets and misses nothing.
     */
    String verdict(double value) {
        boolean met = atMost ? value <= limit : value >= limit;
        String verdict = Double.isFinite(value) ? met ? "met" : "missed" : "not measured";
        return String.format(Locale.ROOT, "%s %.1f: %s", atMost ? "at most" : "at least", limit, verdict);
    }
}
