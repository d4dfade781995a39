package io.costflow.bench;

import java.util.Locale;

/**
 * How a ratio should turn out.
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

    /** The target, and whether a ratio meets it. */
    String verdict(double ratio) {
        boolean met = atMost ? ratio <= limit : ratio >= limit;
        return String.format(Locale.ROOT, "%s %.1f: %s", atMost ? "at most" : "at least", limit, met ? "met" : "missed");
    }
}
