package io.costflow.lineitem.parquet;

import java.io.IOException;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.schema.PrimitiveType;

/** Holds the values of one column in the current batch. A column that the file lacks is NULL, or zero, in every row. */
public abstract sealed class ColumnVector permits NumberVector, TextVector, TimeVector {

    private final RequestedColumn request;
    private final ColumnDescriptor column;
    private ColumnChunkReader chunk;

    /**
     * Creates a vector.
     *
     * @param request what is requested
     * @param column the file's column, or null when the file lacks it
     */
    ColumnVector(RequestedColumn request, ColumnDescriptor column) {
        this.request = request;
        this.column = column;
    }

    /** Returns whether the column's type converts to the requested role. If not, every value must be NULL: pandas writes such columns with any type. */
    abstract boolean canConvert();

    /** Prepares for a row group, whose dictionary is null when it has none. */
    abstract void useDictionary(Dictionary dictionary) throws UnreadableFileException;

    /** Decodes the values of a run of rows to the positions from {@code from} on. */
    abstract void decode(ColumnChunkReader run, int from, int rows) throws IOException, UnreadableFileException;

    final String name() {
        return request.name();
    }

    final void openRowGroup(PageReadStore rowGroup) throws UnreadableFileException {
        if (column == null) {
            return;
        }
        try {
            chunk = new ColumnChunkReader(column, rowGroup.getPageReader(column), rowGroup.getRowCount());
            useDictionary(canConvert() ? chunk.dictionary() : null);
        } catch (IOException | RuntimeException problem) {
            throw UnreadableFileException.damaged(name(), problem);
        }
    }

    /** Reads the next rows of the row group, at most {@link ColumnBatch#ROWS}. */
    final void read(int rows) throws UnreadableFileException {
        if (column == null) {
            return;
        }
        try {
            for (int from = 0; from < rows; ) {
                int run = chunk.next(rows - from);
                if (chunk.presentCount() > 0 && !canConvert()) {
                    throw wrongType();
                }
                decode(chunk, from, run);
                from += run;
            }
        } catch (IOException | RuntimeException problem) {
            throw UnreadableFileException.damaged(name(), problem);
        }
    }

    private UnreadableFileException wrongType() {
        PrimitiveType type = column.getPrimitiveType();
        String annotation = type.getLogicalTypeAnnotation() == null ? "" : " (" + type.getLogicalTypeAnnotation() + ")";
        return new UnreadableFileException(
                "Column \"%s\" has type %s%s, but %s is needed. Write the file again with a type that can be converted."
                        .formatted(name(), type.getPrimitiveTypeName(), annotation, request.role().description()),
                name(),
                null);
    }
}
