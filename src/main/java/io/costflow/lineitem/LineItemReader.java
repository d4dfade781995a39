package io.costflow.lineitem;

import java.io.IOException;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

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
        long length = file.getLength();
        if (length == 0) {
            throw UnreadableFileException.notParquet("it has 0 bytes.", null);
        }
        ParquetReadOptions options = ParquetReadOptions.builder(new PlainParquetConfiguration())
                .withCodecFactory(new PageDecompression())
                .build();
        try (ParquetFileReader reader = ParquetFileReader.open(file, options)) {
            Map<String, ColumnDescriptor> columns = FileColumns.find(layout, reader.getFooter(), length);
            List<Type> fields = columns.values().stream().<Type>map(ColumnDescriptor::getPrimitiveType).toList();
            reader.setRequestedSchema(new MessageType("line_items", fields));
            VectorSet vectors = new VectorSet(layout, columns);
            FileTotals totals = new FileTotals(layout, vectors);
            List<BlockMetaData> rowGroups = reader.getRowGroups();
            long rows = 0;
            for (int number = 0; number < rowGroups.size(); number++) {
                // Some writers leave a row group without rows, which the library refuses to read.
                if (rowGroups.get(number).getRowCount() > 0) {
                    try (PageReadStore rowGroup = reader.readRowGroup(number)) {
                        add(rowGroup, vectors, vectors.time(layout.timeColumn()), days, totals);
                        rows += rowGroup.getRowCount();
                    }
                }
            }
            return new CombinedFile(rows, days.rowsOutside(), combinedDays(days, totals), days.daysFound());
        }
    }

    private static void add(PageReadStore rowGroup, VectorSet vectors, TimeVector time, MonthDays days, FileTotals totals) throws UnreadableFileException {
        for (ColumnVector vector : vectors.all()) {
            vector.openRowGroup(rowGroup);
        }
        for (long left = rowGroup.getRowCount(); left > 0; left -= ColumnVector.ROWS) {
            int rows = (int) Math.min(left, ColumnVector.ROWS);
            for (ColumnVector vector : vectors.all()) {
                vector.read(rows);
            }
            totals.add(days.find(time.times(), rows), rows);
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
