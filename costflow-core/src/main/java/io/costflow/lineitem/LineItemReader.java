package io.costflow.lineitem;

import java.io.IOException;
import java.time.YearMonth;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import org.apache.parquet.io.InputFile;

/**
 * Reads the line items of a Parquet file and combines them while it reads: what leaves it are groups, not rows. Only needed columns are read, and one row group
 * is held at a time.
 */
public final class LineItemReader {

    private LineItemReader() {}

    /**
     * Combines a whole file. All of it is checked, also the rows of days that are not wanted, so a file is either good for every day or for none.
     *
     * @param file the file
     * @param layout what is taken from it
     * @param month the month of the file's prefix; rows of other months are ignored and counted
     * @param wantedDay which epoch days of the month are wanted
     * @throws IOException when the storage fails; it may succeed when it is tried again
     * @throws UnreadableFileException when the contents are wrong: trying again cannot help
     */
    public static CombinedFile combine(InputFile file, LineItemLayout layout, YearMonth month, LongPredicate wantedDay)
            throws IOException, UnreadableFileException {
        MonthDays days = new MonthDays(month, wantedDay);
        WatchedFile watched = new WatchedFile(file);
        try {
            return combine(watched, layout, days);
        } catch (IOException | RuntimeException problem) {
            watched.throwFailure();
            throw UnreadableFileException.notParquet(UnreadableFileException.sentence(problem), problem);
        }
    }

    private static CombinedFile combine(WatchedFile file, LineItemLayout layout, MonthDays days) throws IOException, UnreadableFileException {
        try (OpenedFile opened = OpenedFile.open(file, layout.neededColumns(), List.of())) {
            FileTotals totals = new FileTotals(layout, opened.vectors());
            TimeVector time = opened.vectors().time(layout.timeColumn());
            for (int rows = opened.next(); rows > 0; rows = opened.next()) {
                totals.add(days.find(time.times(), rows), rows);
            }
            return new CombinedFile(opened.rowsRead(), days.rowsOutside(), combinedDays(days, totals), days.daysFound());
        }
    }

    private static SortedMap<Long, CombinedDay> combinedDays(MonthDays days, FileTotals totals) {
        SortedMap<Long, CombinedDay> combined = new TreeMap<>();
        for (int day : days.wantedDays()) {
            combined.put(days.epochDay(day), totals.day(day, days.rows(day)));
        }
        return combined;
    }
}
