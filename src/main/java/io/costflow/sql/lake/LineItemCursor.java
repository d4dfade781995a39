package io.costflow.sql.lake;

import io.costflow.inventory.ListedFile;
import io.costflow.lineitem.LineItemRows;
import io.costflow.lineitem.UnreadableFileException;
import io.costflow.sql.scan.LakePartition;
import io.costflow.sql.scan.RowCursor;
import io.costflow.sql.scan.ScanFailedException;
import io.costflow.sql.scan.ScanSplit;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.binary.BinaryStringData;

/** The rows of a file. */
final class LineItemCursor implements RowCursor {

    private final ScanSplit split;
    private final ListedFile file;
    private final LineItemRows rows;
    private final LineItemRow row;

    private LineItemCursor(ScanSplit split, ListedFile file, LineItemRows rows, LineItemRow row) {
        this.split = split;
        this.file = file;
        this.rows = rows;
        this.row = row;
    }

    /**
     * Opens a file.
     *
     * @param columns the columns of the rows by their names, among them those that the folder gives
     */
    static LineItemCursor open(ScanSplit split, LakeColumns columns) {
        try {
            ListedFile file = ListedFile.open(split.file());
            try {
                LineItemRows rows = LineItemRows.open(file.contents(), columns.ofFile(), columns.conditions());
                return new LineItemCursor(split, file, rows, new LineItemRow(values(columns.names(), columns, rows, split.partition())));
            } catch (UnreadableFileException | IOException | RuntimeException problem) {
                file.close();
                throw problem;
            }
        } catch (UnreadableFileException | IOException problem) {
            throw failure(split, problem);
        }
    }

    private static ColumnValues[] values(List<String> names, LakeColumns columns, LineItemRows rows, LakePartition partition) {
        return names.stream()
                .map(name -> LakePartition.KEYS.contains(name)
                        ? new ColumnValues.SameText(BinaryStringData.fromString(partition.value(name)))
                        : values(columns.ofFile(name), rows))
                .toArray(ColumnValues[]::new);
    }

    private static ColumnValues values(LineItemRows.Column column, LineItemRows rows) {
        return switch (column.role()) {
            case NUMBER -> new ColumnValues.Numbers(rows.numbers(column.name()));
            case TEXT -> new ColumnValues.Texts(rows.textNumbers(column.name()), rows.texts(column.name()));
            case TIME -> new ColumnValues.Times(rows.times(column.name()));
        };
    }

    @Override
    public int next() {
        try {
            return rows.next();
        } catch (UnreadableFileException | IOException problem) {
            throw failure(split, problem);
        }
    }

    @Override
    public RowData row(int number) {
        return row.at(number);
    }

    /** A file that was replaced while it was read looks damaged. */
    private static ScanFailedException failure(ScanSplit split, Exception problem) {
        String path = split.file().path();
        String changed = "The file " + path + " was replaced or deleted while the query ran. Run the query again.";
        if (problem instanceof FileNotFoundException) {
            return new ScanFailedException(changed, problem);
        }
        try {
            if (problem instanceof UnreadableFileException && !ListedFile.isAsListed(split.file())) {
                return new ScanFailedException(changed, problem);
            }
        } catch (FileNotFoundException e) {
            return new ScanFailedException(changed, problem);
        } catch (IOException e) {
            problem.addSuppressed(e);
        }
        return new ScanFailedException("The file " + path + ": " + problem.getMessage(), problem);
    }

    @Override
    public void close() throws IOException {
        try (file) {
            rows.close();
        }
    }
}
