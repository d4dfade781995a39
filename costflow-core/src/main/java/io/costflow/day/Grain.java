package io.costflow.day;

import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;

/** How much time one publication of an output covers. State and the status table hold the names, so they never change. */
public enum Grain {
    /** One UTC day. */
    DAY {
        @Override
        public LocalDate first(LocalDate day) {
            return day;
        }

        @Override
        public LocalDate last(LocalDate first) {
            return first;
        }
    },
    /** One calendar month, made of the contributions of its days. */
    MONTH {
        @Override
        public LocalDate first(LocalDate day) {
            return day.withDayOfMonth(1);
        }

        @Override
        public LocalDate last(LocalDate first) {
            return first.with(TemporalAdjusters.lastDayOfMonth());
        }
    };

    /** The first day of the period that a day is in. */
    public abstract LocalDate first(LocalDate day);

    /** The last day of the period that begins on a day. */
    public abstract LocalDate last(LocalDate first);
}
