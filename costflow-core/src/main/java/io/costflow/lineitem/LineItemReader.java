package io.costflow.lineitem;

import io.costflow.lineitem.parquet.ParquetBatchReader;
import io.costflow.lineitem.parquet.TimeVector;
import io.costflow.lineitem.parquet.UnreadableFileException;
import java.io.IOException;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import org.apache.parquet.io.InputFile;

/** Combines the line items of a Parquet file while it reads them. */
public final class LineItemReader {

    private LineItemReader() {}

    /**
     * The combined line items of a file.
     *
     * @param rows the number of line items in the file
     * @param rowsOutsideMonth the number of line items without a time, or whose day is in none of the months; they are ignored. Where only days were found out,
     *     all of them or 0
     * @param days by epoch day, the wanted days that have line items
     * @param daysFound every epoch day of the months that has line items, wanted or not
     */
    public record CombinedFile(long rows, long rowsOutsideMonth, SortedMap<Long, CombinedDay> days, SortedSet<Long> daysFound) {}

    /** Combines a file of one month. */
    public static CombinedFile combine(InputFile file, LineItemLayout layout, YearMonth month, LongPredicate wantedDay)
            throws IOException, UnreadableFileException {
        return combine(file, layout, MonthSpan.of(month), wantedDay);
    }

    /**
     * Combines a file. Rows of days that are not wanted are decoded and checked as well, so a file is readable for every day or for none.
     *
     * @param file the file
     * @param layout what is read from it
     * @param months the months whose line items its folder may hold; rows of other months are ignored and counted
     * @param wantedDay tells which epoch days of the months are wanted
     * @throws IOException when the storage fails; a retry may succeed
     * @throws UnreadableFileException when the contents are wrong; a retry cannot succeed
     */
    public static CombinedFile combine(InputFile file, LineItemLayout layout, MonthSpan months, LongPredicate wantedDay)
            throws IOException, UnreadableFileException {
        MonthDays days = new MonthDays(months, wantedDay);
        try (ParquetBatchReader reader = ParquetBatchReader.open(file, layout.requestedColumns(), List.of())) {
            FileAggregator aggregator = new FileAggregator(layout, reader.batch());
            TimeVector time = reader.batch().time(layout.timeColumn());
            for (int rows = reader.next(); rows > 0; rows = reader.next()) {
                aggregator.add(days.find(time.values(), rows), rows);
            }
            return new CombinedFile(reader.rowsRead(), days.rowsOutside(), combinedDays(days, aggregator), days.daysFound());
        }
    }

    /**
     * Finds out which days a file has line items of, by its footer where that is enough, else by the column of their times. Returns no combined line items.
     *
     * @param file the file
     * @param timeColumn the column with the time of a line item
     * @param months the months whose line items its folder may hold; rows of other months are ignored
     * @throws IOException when the storage fails; a retry may succeed
     * @throws UnreadableFileException when the contents are wrong; a retry cannot succeed
     */
    public static CombinedFile findDays(InputFile file, String timeColumn, MonthSpan months) throws IOException, UnreadableFileException {
        LineItemLayout layout = new LineItemLayout(timeColumn, List.of());
        MonthDays days = new MonthDays(months, day -> false);
        try (ParquetBatchReader reader = ParquetBatchReader.open(file, layout.requestedColumns(), List.of())) {
            Optional<SortedSet<Long>> known = reader.timeBounds(timeColumn).flatMap(days::between);
            if (known.isPresent()) {
                long rows = reader.rowCount();
                return new CombinedFile(rows, known.get().isEmpty() ? rows : 0, new TreeMap<>(), known.get());
            }
            TimeVector time = reader.batch().time(timeColumn);
            for (int rows = reader.next(); rows > 0; rows = reader.next()) {
                days.find(time.values(), rows);
            }
            return new CombinedFile(reader.rowsRead(), days.rowsOutside(), new TreeMap<>(), days.daysFound());
        }
    }

    private static SortedMap<Long, CombinedDay> combinedDays(MonthDays days, FileAggregator aggregator) {
        SortedMap<Long, CombinedDay> combined = new TreeMap<>();
        for (int day : days.wantedDays()) {
            combined.put(days.epochDay(day), aggregator.day(day, days.rows(day)));
        }
        return combined;
    }
}
