package io.costflow.lineitem;

import io.costflow.lineitem.parquet.ColumnBatch;
import io.costflow.lineitem.parquet.ColumnRole;
import io.costflow.lineitem.parquet.ParquetBatchReader;
import io.costflow.lineitem.parquet.RequestedColumn;
import io.costflow.lineitem.parquet.RowCondition;
import io.costflow.lineitem.parquet.TextInterner;
import io.costflow.lineitem.parquet.TimeVector;
import io.costflow.lineitem.parquet.UnreadableFileException;
import java.io.Closeable;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import org.apache.parquet.io.InputFile;

/** Reads the line items of a Parquet file uncombined, in batches. Every column is optional: one that the file lacks is NULL. */
public final class LineItemRows implements Closeable {

    /** The id of a text that is NULL. */
    public static final int NO_TEXT = TextInterner.NULL;

    /** The instant of a time that is NULL. */
    public static final long NO_TIME = TimeVector.NULL;

    private final ParquetBatchReader reader;

    private LineItemRows(ParquetBatchReader reader) {
        this.reader = reader;
    }

    /**
     * A column to read.
     *
     * @param name its name
     * @param role the type that it is read as
     */
    public record Column(String name, ColumnRole role) implements Serializable {}

    /** The distinct texts of a column, by ids from 1 on. More are added with each batch. */
    public static final class Texts {

        private final TextInterner texts;

        Texts(TextInterner texts) {
            this.texts = texts;
        }

        /** Returns the number of distinct texts, which is also the largest id. */
        public int size() {
            return texts.size();
        }

        /** Returns the text of an id other than {@link #NO_TEXT}, as UTF-8. Callers must not change it. */
        public byte[] utf8(int id) {
            return texts.text(id);
        }
    }

    /**
     * Opens a file.
     *
     * @param columns the columns to read
     * @param conditions conditions on these columns; row groups in which no row can fulfil all of them are skipped
     * @throws IOException when the storage fails; a retry may succeed
     * @throws UnreadableFileException when the contents are wrong; a retry cannot succeed
     */
    public static LineItemRows open(InputFile file, List<Column> columns, List<RowCondition> conditions) throws IOException, UnreadableFileException {
        List<RequestedColumn> requested = columns.stream().map(column -> RequestedColumn.optional(column.name(), column.role())).toList();
        return new LineItemRows(ParquetBatchReader.open(file, requested, conditions));
    }

    /**
     * Reads the next batch and returns its rows, or 0 at the end of the file. The arrays of the columns hold the batch until the next call.
     *
     * @throws IOException when the storage fails
     * @throws UnreadableFileException when the contents are wrong
     */
    public int next() throws IOException, UnreadableFileException {
        return reader.next();
    }

    /** Returns the values of a column of numbers, always the same array. NULL is NaN, which no number is. */
    public double[] numbers(String column) {
        return batch().number(column).values();
    }

    /** Returns the values of a column of times, in microseconds since 1970-01-01 UTC, always the same array. NULL is {@link #NO_TIME}. */
    public long[] times(String column) {
        return batch().time(column).values();
    }

    /** Returns the values of a column of texts as ids of {@link #texts}, always the same array. NULL is {@link #NO_TEXT}. */
    public int[] textIds(String column) {
        return batch().text(column).ids();
    }

    /** Returns the distinct texts of a column that were read so far. */
    public Texts texts(String column) {
        return new Texts(batch().text(column).texts());
    }

    ColumnBatch batch() {
        return reader.batch();
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
