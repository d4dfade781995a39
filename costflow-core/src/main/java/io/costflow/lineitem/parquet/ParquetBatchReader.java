package io.costflow.lineitem.parquet;

import java.io.Closeable;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
 * Reads requested columns of a Parquet file in batches, in file order. One row group is held in memory at a time.
 *
 * <p>Its methods throw an {@link IOException} when the storage fails, which may succeed when it is retried, and an {@link UnreadableFileException} when the
 * contents are wrong, which cannot.
 */
public final class ParquetBatchReader implements Closeable {

    private final FailureTrackingFile file;
    private final ParquetFileReader reader;
    private final ColumnBatch batch;
    private final List<ColumnVector> vectors;
    private final RowGroupPruning pruning;
    private final Map<String, ColumnDescriptor> columns;
    private int nextRowGroup;
    private PageReadStore rowGroup;
    private long rowsLeft;
    private long rowsRead;

    private ParquetBatchReader(
            FailureTrackingFile file, ParquetFileReader reader, Collection<RequestedColumn> requested, List<RowCondition> conditions, long length)
            throws UnreadableFileException {
        this.file = file;
        this.reader = reader;
        columns = ColumnResolver.resolve(requested, reader.getFooter(), length);
        List<Type> fields = columns.values().stream().<Type>map(ColumnDescriptor::getPrimitiveType).toList();
        reader.setRequestedSchema(new MessageType("requested", fields));
        batch = new ColumnBatch(requested, columns);
        vectors = batch.vectors();
        pruning = new RowGroupPruning(conditions, columns);
    }

    /**
     * Opens a file.
     *
     * @param requested the columns to read, each once
     * @param conditions conditions on requested columns; row groups in which no row can fulfil all of them are skipped
     */
    public static ParquetBatchReader open(InputFile file, Collection<RequestedColumn> requested, List<RowCondition> conditions)
            throws IOException, UnreadableFileException {
        FailureTrackingFile tracked = new FailureTrackingFile(file);
        try {
            return open(tracked, requested, conditions);
        } catch (IOException | RuntimeException problem) {
            throw classify(tracked, problem);
        }
    }

    private static ParquetBatchReader open(FailureTrackingFile file, Collection<RequestedColumn> requested, List<RowCondition> conditions)
            throws IOException, UnreadableFileException {
        long length = file.getLength();
        if (length == 0) {
            throw UnreadableFileException.notParquet("it has 0 bytes.", null);
        }
        ParquetReadOptions options = ParquetReadOptions.builder(new PlainParquetConfiguration())
                .withCodecFactory(new PageDecompressor())
                .build();
        ParquetFileReader reader = ParquetFileReader.open(file, options);
        try {
            return new ParquetBatchReader(file, reader, requested, conditions, length);
        } catch (UnreadableFileException | RuntimeException problem) {
            reader.close();
            throw problem;
        }
    }

    /** Returns the batch, always the same object: {@link #next} fills it. */
    public ColumnBatch batch() {
        return batch;
    }

    /** Returns the bounds of a required column of instants in each row group, by the footer alone; empty when it does not say them of all. */
    public Optional<List<TimeBounds>> timeBounds(String column) {
        return TimeBounds.of(reader.getRowGroups(), columns.get(column));
    }

    /** Returns how many rows the file has, by its footer. */
    public long rowCount() {
        return reader.getRecordCount();
    }

    /** Reads the next batch and returns its rows, at most {@link ColumnBatch#ROWS}, or 0 at the end of the file. */
    public int next() throws IOException, UnreadableFileException {
        try {
            return readBatch();
        } catch (IOException | RuntimeException problem) {
            throw classify(file, problem);
        }
    }

    /** Returns the number of rows that were read so far. */
    public long rowsRead() {
        return rowsRead;
    }

    private int readBatch() throws IOException, UnreadableFileException {
        while (rowsLeft == 0) {
            closeRowGroup();
            if (nextRowGroup == reader.getRowGroups().size()) {
                return 0;
            }
            openRowGroup(reader.getRowGroups().get(nextRowGroup));
            nextRowGroup++;
        }
        int rows = (int) Math.min(rowsLeft, ColumnBatch.ROWS);
        for (ColumnVector vector : vectors) {
            vector.read(rows);
        }
        rowsLeft -= rows;
        rowsRead += rows;
        return rows;
    }

    private void openRowGroup(BlockMetaData metadata) throws IOException, UnreadableFileException {
        // some writers leave a row group without rows, which parquet-java refuses to read
        if (metadata.getRowCount() == 0 || !pruning.mayMatch(metadata)) {
            return;
        }
        if (!columns.isEmpty()) {
            rowGroup = reader.readRowGroup(nextRowGroup);
            for (ColumnVector vector : vectors) {
                vector.openRowGroup(rowGroup);
            }
        }
        rowsLeft = metadata.getRowCount();
    }

    /** Throws the failure of the storage if there was one. parquet-java reports it and wrong contents by the same exceptions. */
    private static UnreadableFileException classify(FailureTrackingFile file, Exception problem) throws IOException {
        file.throwFailure();
        return UnreadableFileException.notParquet(UnreadableFileException.sentence(problem), problem);
    }

    private void closeRowGroup() {
        if (rowGroup != null) {
            rowGroup.close();
            rowGroup = null;
        }
    }

    @Override
    public void close() throws IOException {
        closeRowGroup();
        reader.close();
    }
}
