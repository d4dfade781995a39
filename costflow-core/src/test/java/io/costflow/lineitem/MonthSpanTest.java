package io.costflow.lineitem;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.YearMonth;
import org.junit.jupiter.api.Test;

class MonthSpanTest {

    @Test
    void aMonthHasNeighboursInOtherYearsToo() {
        MonthSpan span = MonthSpan.around(YearMonth.of(2025, 1));
        assertThat(span.months()).containsExactly(YearMonth.of(2024, 12), YearMonth.of(2025, 1), YearMonth.of(2025, 2));
        assertThat(LocalDate.ofEpochDay(span.firstDay())).isEqualTo("2024-12-01");
        assertThat(LocalDate.ofEpochDay(span.lastDay())).isEqualTo("2025-02-28");
    }

    @Test
    void aSingleMonthIsASpan() {
        assertThat(MonthSpan.of(YearMonth.of(2024, 2)).months()).containsExactly(YearMonth.of(2024, 2));
        assertThat(MonthSpan.of(YearMonth.of(2024, 2)).lastDay()).isEqualTo(LocalDate.of(2024, 2, 29).toEpochDay());
    }
}
