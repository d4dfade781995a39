package io.costflow.day;

import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;

/** How much time one publication of an output covers. State and the status table hold the names, so they never change. */
public enum Grain {
    /** One UTC day. */
    DAY {
        @Override
        public LocalDate last(LocalDate first) {
            return first;
        }
    },
    /** One calendar month, made of the contributions of its days. */
    MONTH {
        @Override
        public LocalDate last(LocalDate first) {
            return first.with(TemporalAdjusters.lastDayOfMonth());
        }
    };

    /** The last day of the period that begins on a day. */
    public abstract LocalDate last(LocalDate first);
}
