package io.costflow.lineitem;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.LongPredicate;

/** Finds the day of each line item, and counts the line items of every day of the month. Within, a day is its place in the month, from 0 on. */
final class MonthDays {

    /** The day of a row that is not wanted. */
    static final int NONE = -1;

    private static final long MICROS_PER_DAY = TimeUnit.DAYS.toMicros(1);

    private final long firstDay;
    private final boolean[] wanted;
    private final long[] rows;
    private final int[] days = new int[ColumnVector.ROWS];
    private long rowsOutside;

    MonthDays(YearMonth month, LongPredicate wantedDay) {
        LocalDate first = month.atDay(1);
        firstDay = first.toEpochDay();
        wanted = new boolean[month.lengthOfMonth()];
        rows = new long[wanted.length];
        for (int day = 0; day < wanted.length; day++) {
            wanted[day] = wantedDay.test(firstDay + day);
        }
    }

    /** Finds the days of the next rows and counts them. The result is used again by the next call. */
    int[] find(long[] times, int count) {
        long start = 0;
        long end = 0;
        int place = NONE;
        for (int row = 0; row < count; row++) {
            long time = times[row];
            if (time < start || time >= end) {
                long day = Math.floorDiv(time, MICROS_PER_DAY);
                place = day >= firstDay && day < firstDay + rows.length ? (int) (day - firstDay) : NONE;
                start = place == NONE ? 0 : day * MICROS_PER_DAY;
                end = place == NONE ? 0 : start + MICROS_PER_DAY;
            }
            if (place == NONE) {
                rowsOutside++;
                days[row] = NONE;
            } else {
                rows[place]++;
                days[row] = wanted[place] ? place : NONE;
            }
        }
        return days;
    }

    /** Line items so far that are on no day of the month. */
    long rowsOutside() {
        return rowsOutside;
    }

    /** The places of the wanted days that have line items. */
    SortedSet<Integer> wantedDays() {
        SortedSet<Integer> found = new TreeSet<>();
        for (int day = 0; day < rows.length; day++) {
            if (wanted[day] && rows[day] > 0) {
                found.add(day);
            }
        }
        return found;
    }

    /** The epoch days of the month that have line items. */
    SortedSet<Long> daysFound() {
        SortedSet<Long> found = new TreeSet<>();
        for (int day = 0; day < rows.length; day++) {
            if (rows[day] > 0) {
                found.add(epochDay(day));
            }
        }
        return found;
    }

    long epochDay(int day) {
        return firstDay + day;
    }

    /** How many line items a day has. */
    long rows(int day) {
        return rows[day];
    }
}
