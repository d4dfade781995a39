package io.costflow.sql.scan;

/** Reads pieces of a table, one after another. */
public interface ScanReading {

    /** Begins to read a piece. */
    RowCursor open(ScanSplit split) throws Exception;

    /**
     * Returns the rows that were buffered over all pieces, mostly none; called once, after the last piece. Buffered rows are in no checkpoint, so only a query
     * that restarts from scratch may buffer any.
     */
    default RowCursor rest() {
        return new NoRows();
    }
}
