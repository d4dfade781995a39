package io.costflow.lineitem;

import java.io.Serializable;
import java.time.YearMonth;
import java.util.List;
import java.util.stream.Stream;

/**
 * Months that follow one another.
 *
 * @param first the first month
 * @param last the last month, inclusive
 */
public record MonthSpan(YearMonth first, YearMonth last) implements Serializable {

    /** A single month. */
    public static MonthSpan of(YearMonth month) {
        return new MonthSpan(month, month);
    }

    /** A month with the one before and the one after. */
    public static MonthSpan around(YearMonth month) {
        return new MonthSpan(month.minusMonths(1), month.plusMonths(1));
    }

    /** The months, in order. */
    public List<YearMonth> months() {
        return Stream.iterate(first, month -> !month.isAfter(last), month -> month.plusMonths(1)).toList();
    }

    /** The first day, counted from 1970-01-01. */
    public long firstDay() {
        return first.atDay(1).toEpochDay();
    }

    /** The last day, inclusive, counted from 1970-01-01. */
    public long lastDay() {
        return last.atEndOfMonth().toEpochDay();
    }
}
