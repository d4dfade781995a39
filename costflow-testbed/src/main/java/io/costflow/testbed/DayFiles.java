package io.costflow.testbed;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Writes the line items of one report and day, as they come: the hourly files and, where there is one, the daily roll-up of each of them. After a number of rows a new chunk begins,
 * so little is held in memory.
 */
public final class DayFiles<T extends LineItem> implements Closeable {
    private final List<LineItemColumn<T>> hourlyColumns;
    private final List<LineItemColumn<T>> dailyColumns;
    private final IntFunction<Path> hourlyFile;
    private final IntFunction<Path> dailyFile;
    private final int rowsPerChunk;
    private final LakeTotals totals;

    private int chunk;
    private int rows;
    private ParquetRows hourly;
    private DailyRollUp<T> daily;

    DayFiles(ReportLayout<T> layout, IntFunction<Path> hourlyFile, IntFunction<Path> dailyFile, int rowsPerChunk, LakeTotals totals) {
        this.hourlyColumns = layout.hourly();
        this.dailyColumns = layout.daily();
        this.hourlyFile = hourlyFile;
        this.dailyFile = dailyFile;
        this.rowsPerChunk = rowsPerChunk;
        this.totals = totals;
    }

    /** Files of a report that has no roll-up: its line items are by the day. */
    DayFiles(ReportLayout<T> layout, IntFunction<Path> file, int rowsPerChunk, LakeTotals totals) {
        this(layout, file, null, rowsPerChunk, totals);
    }

    /** Writes a line item of the day. */
    public void write(T item) throws IOException {
        if (hourly == null) {
            hourly = new ParquetRows(hourlyFile.apply(chunk), hourlyColumns);
            daily = dailyFile == null ? null : new DailyRollUp<>(dailyColumns);
        }
        Object[] row = new Object[hourlyColumns.size()];
        for (int i = 0; i < row.length; i++) {
            row[i] = hourlyColumns.get(i).value().apply(item);
        }
        hourly.write(row);
        if (daily != null) {
            daily.add(item);
        }
        rows++;
        if (rows == rowsPerChunk) {
            endChunk();
        }
    }

    /** Ends the current chunk: what follows goes to new files. */
    public void endChunk() throws IOException {
        if (hourly == null) {
            return;
        }
        hourly.close();
        hourly = null;
        if (daily == null) {
            totals.add(rows);
        } else {
            writeRollUp();
            totals.add(rows, daily.rows().size());
        }
        chunk++;
        rows = 0;
    }

    private void writeRollUp() throws IOException {
        try (ParquetRows file = new ParquetRows(dailyFile.apply(chunk), dailyColumns)) {
            for (Object[] row : daily.rows()) {
                file.write(row);
            }
        }
    }

    @Override
    public void close() throws IOException {
        endChunk();
    }
}
