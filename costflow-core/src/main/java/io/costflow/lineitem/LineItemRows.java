package io.costflow.lineitem;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.apache.parquet.io.InputFile;

/**
 * The line items of a Parquet file as they are, some rows at a time and column by column, read by the same code as those that {@link LineItemReader} combines:
 * types that drift are converted, and a column that the file lacks is NULL.
 */
public final class LineItemRows implements Closeable {

    /** What stands for NULL among the numbers of texts. */
    public static final int NO_TEXT = TextInterner.NULL;

    /** What stands for NULL among times. */
    public static final long NO_TIME = TimeVector.NULL;

    private final WatchedFile file;
    private final OpenedFile opened;

    private LineItemRows(WatchedFile file, OpenedFile opened) {
        this.file = file;
        this.opened = opened;
    }

    /**
     * A column to read.
     *
     * @param name its name
     * @param role what it is read as
     */
    public record Column(String name, ColumnRole role) implements java.io.Serializable {}

    /**
     * Opens a file.
     *
     * @param columns what is read
     * @param conditions row groups in which no row can fulfil all of them are passed over; they are about columns that are read
     * @throws IOException when the storage fails; it may succeed when it is tried again
     * @throws UnreadableFileException when the contents are wrong: trying again cannot help
     */
    public static LineItemRows open(InputFile file, List<Column> columns, List<RowCondition> conditions) throws IOException, UnreadableFileException {
        List<NeededColumn> needed = columns.stream().map(column -> new NeededColumn(column.name(), column.role(), false, false)).toList();
        WatchedFile watched = new WatchedFile(file);
        return guarded(watched, () -> new LineItemRows(watched, OpenedFile.open(watched, needed, conditions)));
    }

    /**
     * Takes the next rows and returns how many they are: 0 at the end of the file. The arrays of the columns hold them until the next call.
     *
     * @throws IOException when the storage fails
     * @throws UnreadableFileException when the contents are wrong
     */
    public int next() throws IOException, UnreadableFileException {
        return guarded(file, opened::next);
    }

    /** The values of a column of numbers, always the same array. NULL is NaN, which no number is. */
    public double[] numbers(String column) {
        return opened.vectors().number(column).numbers();
    }

    /** The values of a column of times, in microseconds since 1970-01-01 UTC, always the same array. NULL is {@link #NO_TIME}. */
    public long[] times(String column) {
        return opened.vectors().time(column).times();
    }

    /** The values of a column of texts, each given by its number among {@link #texts}, always the same array. NULL is {@link #NO_TEXT}. */
    public int[] textNumbers(String column) {
        return opened.vectors().text(column).numbers();
    }

    RowSelection selection(List<RowCondition> tests) {
        return new RowSelection(tests, opened.vectors());
    }

    KeyValues keyValues(Column column) {
        return KeyValues.of(column.name(), column.role(), opened.vectors());
    }

    MeasureTotals.NumberTotals totals(RowTotal total) {
        return MeasureTotals.of(total, numbers(total.column()));
    }

    /** The distinct texts of a column that were met so far. */
    public Texts texts(String column) {
        return new Texts(opened.vectors().text(column).texts());
    }

    /** Distinct texts of a column, numbered from 1 on; they become more with the rows that are taken. */
    public static final class Texts {

        private final TextInterner texts;

        Texts(TextInterner texts) {
            this.texts = texts;
        }

        /** How many there are, which is also the largest number. */
        public int size() {
            return texts.size();
        }

        /** The text of a number other than that of NULL, as UTF-8; not to be changed. */
        public byte[] utf8(int number) {
            return texts.text(number);
        }
    }

    @Override
    public void close() throws IOException {
        opened.close();
    }

    private interface Reading<T> {
        T run() throws IOException, UnreadableFileException;
    }

    private static <T> T guarded(WatchedFile file, Reading<T> reading) throws IOException, UnreadableFileException {
        try {
            return reading.run();
        } catch (IOException | RuntimeException problem) {
            file.throwFailure();
            throw UnreadableFileException.notParquet(UnreadableFileException.sentence(problem), problem);
        }
    }
}
