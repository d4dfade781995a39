package io.costflow.settings;

import java.time.LocalDate;
import java.time.YearMonth;

/**
 * The current month and those just before it; the window moves on with the calendar (UTC).
 *
 * @param count how many months, the current one included
 */
public record RecentMonths(int count) implements WindowSettings {

    @Override
    public DayRange on(LocalDate today) {
        YearMonth current = YearMonth.from(today);
        return new DayRange(current.minusMonths(count - 1L).atDay(1), current.atEndOfMonth());
    }
}
