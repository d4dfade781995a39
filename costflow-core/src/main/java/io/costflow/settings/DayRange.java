package io.costflow.settings;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.stream.Stream;

/**
 * Days that follow one another; as a window, the same ones whatever the date is.
 *
 * @param from the first day, UTC
 * @param to the last day, UTC, inclusive
 */
public record DayRange(LocalDate from, LocalDate to) implements WindowSettings {

    @Override
    public DayRange on(LocalDate today) {
        return this;
    }

    /** The months that have days of the range, in order. */
    public List<YearMonth> months() {
        YearMonth last = YearMonth.from(to);
        return Stream.iterate(YearMonth.from(from), month -> !month.isAfter(last), month -> month.plusMonths(1)).toList();
    }
}
