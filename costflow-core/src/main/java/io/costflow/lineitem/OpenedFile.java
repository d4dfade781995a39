package io.costflow.lineitem;

import java.io.Closeable;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/** A Parquet file whose needed columns are found. Its rows are taken in file order, some at a time; one row group is held at a time. */
final class OpenedFile implements Closeable {

    private final ParquetFileReader reader;
    private final VectorSet vectors;
    private final RowGroupChoice choice;
    private final boolean withoutColumns;
    private int nextRowGroup;
    private PageReadStore rowGroup;
    private long rowsLeft;
    private long rowsRead;

    private OpenedFile(ParquetFileReader reader, Collection<NeededColumn> needed, List<RowCondition> conditions, long length) throws UnreadableFileException {
        this.reader = reader;
        Map<String, ColumnDescriptor> columns = FileColumns.find(needed, reader.getFooter(), length);
        List<Type> fields = columns.values().stream().<Type>map(ColumnDescriptor::getPrimitiveType).toList();
        reader.setRequestedSchema(new MessageType("line_items", fields));
        vectors = new VectorSet(needed, columns);
        choice = new RowGroupChoice(conditions, columns);
        withoutColumns = columns.isEmpty();
    }

    /**
     * Opens a file.
     *
     * @param conditions row groups in which no row can fulfil all of them are passed over
     */
    static OpenedFile open(WatchedFile file, Collection<NeededColumn> needed, List<RowCondition> conditions) throws IOException, UnreadableFileException {
        long length = file.getLength();
        if (length == 0) {
            throw UnreadableFileException.notParquet("it has 0 bytes.", null);
        }
        ParquetReadOptions options = ParquetReadOptions.builder(new PlainParquetConfiguration())
                .withCodecFactory(new PageDecompression())
                .build();
        ParquetFileReader reader = ParquetFileReader.open(file, options);
        try {
            return new OpenedFile(reader, needed, conditions, length);
        } catch (UnreadableFileException | RuntimeException problem) {
            reader.close();
            throw problem;
        }
    }

    /** The columns; they hold the rows at hand. */
    VectorSet vectors() {
        return vectors;
    }

    /** Takes the next rows, at most {@link ColumnVector#ROWS}, and returns how many they are: 0 at the end of the file. */
    int next() throws IOException, UnreadableFileException {
        while (rowsLeft == 0) {
            closeRowGroup();
            if (nextRowGroup == reader.getRowGroups().size()) {
                return 0;
            }
            openRowGroup(reader.getRowGroups().get(nextRowGroup));
            nextRowGroup++;
        }
        int rows = (int) Math.min(rowsLeft, ColumnVector.ROWS);
        for (ColumnVector vector : vectors.all()) {
            vector.read(rows);
        }
        rowsLeft -= rows;
        rowsRead += rows;
        return rows;
    }

    /** How many rows were taken so far. */
    long rowsRead() {
        return rowsRead;
    }

    /** Some writers leave a row group without rows, which the library refuses to read. */
    private void openRowGroup(BlockMetaData metadata) throws IOException, UnreadableFileException {
        if (metadata.getRowCount() == 0 || !choice.mayHoldWanted(metadata)) {
            return;
        }
        if (!withoutColumns) {
            rowGroup = reader.readRowGroup(nextRowGroup);
            for (ColumnVector vector : vectors.all()) {
                vector.openRowGroup(rowGroup);
            }
        }
        rowsLeft = metadata.getRowCount();
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
