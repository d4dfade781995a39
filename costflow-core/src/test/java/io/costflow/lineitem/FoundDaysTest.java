package io.costflow.lineitem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.costflow.lineitem.LineItemReader.CombinedFile;
import io.costflow.lineitem.parquet.UnreadableFileException;
import io.costflow.random.RandomCases;
import io.costflow.random.RandomValues;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The days of a file are found out from as little of it as possible, and are those that reading all of it finds. */
class FoundDaysTest {

    private static final YearMonth OCTOBER = YearMonth.of(2025, 10);
    private static final long FIRST = LocalDate.of(2025, 10, 1).toEpochDay();
    private static final String TIME = "at";
    private static final String MILLIS = "optional int64 at (TIMESTAMP(MILLIS,true))";
    private static final LineItemLayout LAYOUT = new LineItemLayout(TIME, List.of());

    @Test
    void theDaysAreThoseOfAllLineItems() {
        RandomCases.check(300, values -> {
            String column = values.oneOf(MILLIS, "optional int64 at (TIMESTAMP(MICROS,false))", "optional int64 at (TIMESTAMP(NANOS,true))", "optional int32 at (DATE)");
            BytesFile file = file(values, column);

            CombinedFile found = LineItemReader.findDays(file, TIME, MonthSpan.of(OCTOBER));
            CombinedFile read = LineItemReader.combine(file, LAYOUT, OCTOBER, day -> true);

            assertThat(found.daysFound()).isEqualTo(read.daysFound());
            assertThat(found.rows()).isEqualTo(read.rows());
            assertThat(found.days()).isEmpty();
        });
    }

    @Test
    void theFooterIsEnoughForDaysThatFollowOneAnother() throws Exception {
        BytesFile file = ParquetTestFile.with(MILLIS).row(millis(FIRST + 1)).row(millis(FIRST + 2)).row(millis(FIRST + 1)).file();
        byte[] damaged = file.bytes();
        damaged[10] ^= 0x55; // within the only page

        assertThat(LineItemReader.findDays(new BytesFile(damaged), TIME, MonthSpan.of(OCTOBER)).daysFound()).containsExactly(FIRST + 1, FIRST + 2);
    }

    @Test
    void aFileWithoutTheColumnIsUnreadable() {
        BytesFile file = ParquetTestFile.with("optional double cost").row(1.0).file();
        assertThatThrownBy(() -> LineItemReader.findDays(file, TIME, MonthSpan.of(OCTOBER))).isInstanceOf(UnreadableFileException.class).hasMessageContaining("\"at\"");
    }

    /** Some days of the month and of the months around it, in several row groups, with times that are NULL among them. */
    private static BytesFile file(RandomValues values, String column) {
        ParquetTestFile file = ParquetTestFile.with(column).rowGroupRows(values.oneOf(100, Integer.MAX_VALUE));
        int from = values.between(-3, 33);
        int span = values.oneOf(0, 1, 2, 9);
        int rows = values.between(0, 400);
        for (int i = 0; i < rows; i++) {
            long day = FIRST + values.between(from, from + span);
            long second = values.oneOf(0, 1, 86_399);
            file.row((Object) values.orNull(0.1, value(column, day, second)));
        }
        return file.file();
    }

    private static Object value(String column, long day, long second) {
        if (column.contains("DATE")) {
            return (int) day;
        }
        long seconds = TimeUnit.DAYS.toSeconds(day) + second;
        return column.contains("MILLIS") ? TimeUnit.SECONDS.toMillis(seconds) : column.contains("MICROS") ? TimeUnit.SECONDS.toMicros(seconds) : TimeUnit.SECONDS.toNanos(seconds);
    }

    private static long millis(long day) {
        return TimeUnit.DAYS.toMillis(day);
    }
}
