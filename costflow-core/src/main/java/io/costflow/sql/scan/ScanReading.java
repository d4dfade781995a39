package io.costflow.sql.scan;

/** Reads pieces of a table, one after another. */
public interface ScanReading {

    /** Begins to read a piece. */
    RowCursor open(ScanSplit split) throws Exception;

    /**
     * What was kept back of all pieces, mostly nothing; asked for once, when there are no more of them. Only a query whose every restart begins anew may keep
     * something back: it is in no checkpoint.
     */
    default RowCursor rest() {
        return new NoRows();
    }
}
