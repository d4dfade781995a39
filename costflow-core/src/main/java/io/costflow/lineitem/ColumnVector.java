package io.costflow.lineitem;

import java.io.IOException;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.schema.PrimitiveType;

/** The values of one column in the rows at hand. A column that the file lacks is NULL in every row. */
abstract class ColumnVector {

    /** The most rows that are at hand at once: so many that loops pay, so few that the vectors stay in the processor's cache. */
    static final int ROWS = 2048;

    private final NeededColumn needed;
    private final ColumnDescriptor column;
    private ColumnPages pages;

    /**
     * @param needed what the layout wants
     * @param column the file's column, or null when it lacks it
     */
    ColumnVector(NeededColumn needed, ColumnDescriptor column) {
        this.needed = needed;
        this.column = column;
    }

    /** Whether the values of this type can be read as what is needed. If not, the column can still be NULL in every row, as pandas writes any type. */
    abstract boolean canConvert();

    /** Makes ready for the values of a row group; the dictionary is null when there is none. */
    abstract void useDictionary(Dictionary dictionary) throws UnreadableFileException;

    /** Takes the values of a run of rows to the places from {@code from} on. */
    abstract void decode(ColumnPages run, int from, int rows) throws IOException, UnreadableFileException;

    final String name() {
        return needed.name();
    }

    final void openRowGroup(PageReadStore rowGroup) throws UnreadableFileException {
        if (column == null) {
            return;
        }
        try {
            pages = new ColumnPages(column, rowGroup.getPageReader(column), rowGroup.getRowCount());
            useDictionary(canConvert() ? pages.dictionary() : null);
        } catch (IOException | RuntimeException problem) {
            throw UnreadableFileException.damaged(name(), problem);
        }
    }

    /** Reads the next rows of the row group, at most {@link #ROWS}. */
    final void read(int rows) throws UnreadableFileException {
        if (column == null) {
            return;
        }
        try {
            for (int from = 0; from < rows; ) {
                int run = pages.next(rows - from);
                if (pages.presentCount() > 0 && !canConvert()) {
                    throw wrongType();
                }
                decode(pages, from, run);
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
                        .formatted(name(), type.getPrimitiveTypeName(), annotation, needed.role().description()),
                name(),
                null);
    }
}
