package io.costflow.sql.scan;

import org.apache.flink.table.data.RowData;

/** Nothing at all. */
final class NoRows implements RowCursor {

    @Override
    public int next() {
        return 0;
    }

    @Override
    public RowData row(int number) {
        throw new IllegalStateException("There are no rows.");
    }

    @Override
    public int taken() {
        return 0;
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
