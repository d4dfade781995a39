package io.costflow.lineitem;

import io.costflow.lineitem.parquet.ColumnBatch;
import io.costflow.lineitem.parquet.TimeBounds;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.LongPredicate;

/** Finds the day of each line item and counts the line items of every day of some months. A day is its position among theirs, from 0 on. */
final class MonthDays {

    /** The day of a row that is not wanted. */
    static final int NONE = -1;

    private static final long MICROS_PER_DAY = TimeUnit.DAYS.toMicros(1);

    private final long firstDay;
    private final boolean[] wanted;
    private final long[] rows;
    private final int[] days = new int[ColumnBatch.ROWS];
    private long rowsOutside;

    MonthDays(MonthSpan months, LongPredicate wantedDay) {
        firstDay = months.firstDay();
        wanted = new boolean[(int) (months.lastDay() - firstDay) + 1];
        rows = new long[wanted.length];
        for (int day = 0; day < wanted.length; day++) {
            wanted[day] = wantedDay.test(firstDay + day);
        }
    }

    /** Finds and counts the days of the next rows. The result is overwritten by the next call. */
    int[] find(long[] times, int count) {
        long start = 0;
        long end = 0;
        int found = NONE;
        for (int row = 0; row < count; row++) {
            long time = times[row];
            if (time < start || time >= end) {
                long day = Math.floorDiv(time, MICROS_PER_DAY);
                found = day >= firstDay && day < firstDay + rows.length ? (int) (day - firstDay) : NONE;
                start = found == NONE ? 0 : day * MICROS_PER_DAY;
                end = found == NONE ? 0 : start + MICROS_PER_DAY;
            }
            if (found == NONE) {
                rowsOutside++;
                days[row] = NONE;
            } else {
                rows[found]++;
                days[row] = wanted[found] ? found : NONE;
            }
        }
        return days;
    }

    /** Returns the days of the months between bounds that each have a line item at both ends; empty when the days between the ends are not known. */
    Optional<SortedSet<Long>> between(List<TimeBounds> bounds) {
        SortedSet<Long> between = new TreeSet<>();
        for (TimeBounds ofRowGroup : bounds) {
            long first = Math.floorDiv(ofRowGroup.first(), MICROS_PER_DAY);
            long last = Math.floorDiv(ofRowGroup.last(), MICROS_PER_DAY);
            if (last > first + 1) {
                return Optional.empty();
            }
            between.add(first);
            between.add(last);
        }
        return Optional.of(new TreeSet<>(between.subSet(firstDay, firstDay + rows.length)));
    }

    /** Returns the number of line items so far that are on no day of the months. */
    long rowsOutside() {
        return rowsOutside;
    }

    /** Returns the wanted days that have line items. */
    SortedSet<Integer> wantedDays() {
        SortedSet<Integer> found = new TreeSet<>();
        for (int day = 0; day < rows.length; day++) {
            if (wanted[day] && rows[day] > 0) {
                found.add(day);
            }
        }
        return found;
    }

    /** Returns the epoch days of the months that have line items. */
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

    /** Returns the number of line items of a day. */
    long rows(int day) {
        return rows[day];
    }
}
