package io.costflow.sql.lake;

import io.costflow.sql.scan.NoRows;
import io.costflow.sql.scan.RowCursor;
import io.costflow.sql.scan.ScanReading;
import io.costflow.sql.scan.ScanSplit;

/** Files whose rows are handed on one by one. */
final class RowReading implements ScanReading {

    private final LakeColumns columns;

    RowReading(LakeColumns columns) {
        this.columns = columns;
    }

    @Override
    public RowCursor open(ScanSplit split) {
        return LineItemCursor.open(split, columns, rows -> new SingleRows(rows, columns, split.partition()));
    }

    @Override
    public RowCursor rest() {
        return new NoRows();
    }
}
