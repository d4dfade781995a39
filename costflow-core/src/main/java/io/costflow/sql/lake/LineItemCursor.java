package io.costflow.sql.lake;

import io.costflow.inventory.ListedFile;
import io.costflow.lineitem.LineItemRows;
import io.costflow.lineitem.UnreadableFileException;
import io.costflow.sql.scan.RowCursor;
import io.costflow.sql.scan.ScanFailedException;
import io.costflow.sql.scan.ScanSplit;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.function.Function;
import org.apache.flink.table.data.RowData;

/** The rows of a file. */
final class LineItemCursor implements RowCursor {

    private final ScanSplit split;
    private final ListedFile file;
    private final LineItemRows rows;
    private final FileRows wanted;

    private LineItemCursor(ScanSplit split, ListedFile file, LineItemRows rows, FileRows wanted) {
        this.split = split;
        this.file = file;
        this.rows = rows;
        this.wanted = wanted;
    }

    /**
     * Opens a file.
     *
     * @param columns what the query needs
     * @param use what becomes of its rows
     */
    static LineItemCursor open(ScanSplit split, LakeColumns columns, Function<LineItemRows, FileRows> use) {
        try {
            ListedFile file = ListedFile.open(split.file());
            try {
                LineItemRows rows = LineItemRows.open(file.contents(), columns.ofFile(), columns.conditions());
                return new LineItemCursor(split, file, rows, use.apply(rows));
            } catch (UnreadableFileException | IOException | RuntimeException problem) {
                file.close();
                throw problem;
            }
        } catch (UnreadableFileException | IOException problem) {
            throw failure(split, problem);
        }
    }

    @Override
    public int next() {
        try {
            return wanted.next();
        } catch (UnreadableFileException | IOException problem) {
            throw failure(split, problem);
        }
    }

    @Override
    public RowData row(int number) {
        return wanted.row(number);
    }

    @Override
    public int taken() {
        return wanted.taken();
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
