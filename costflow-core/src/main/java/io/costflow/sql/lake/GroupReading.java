package io.costflow.sql.lake;

import io.costflow.sql.scan.RowCursor;
import io.costflow.sql.scan.ScanReading;
import io.costflow.sql.scan.ScanSplit;

/** Files whose groups are handed on together: many files have the same ones. Flink pushes groups into sources of batch jobs only, which have no checkpoints. */
final class GroupReading implements ScanReading {

    private final LakeColumns columns;
    private final GroupedRows gathered;

    GroupReading(LakeColumns columns) {
        this.columns = columns;
        this.gathered = new GroupedRows(columns.groups());
    }

    @Override
    public RowCursor open(ScanSplit split) {
        return LineItemCursor.open(split, columns, rows -> new GroupingRows(rows, columns, split.partition(), gathered));
    }

    @Override
    public RowCursor rest() {
        return gathered;
    }
}
