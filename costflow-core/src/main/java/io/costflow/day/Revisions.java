package io.costflow.day;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Converts between instants and revisions. A revision is an instant in microseconds since 1970-01-01 UTC, unless a larger one had been given before. */
public final class Revisions {

    private Revisions() {}

    /** Returns the revision of an instant. */
    public static long at(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    /** Returns the instant of a revision. */
    public static Instant instant(long revision) {
        return Instant.EPOCH.plus(revision, ChronoUnit.MICROS);
    }
}
