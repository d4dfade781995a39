package io.costflow.sql.scan;

import java.io.Serializable;
import java.util.List;
import org.apache.flink.configuration.ReadableConfig;

/** What a query reads of one table: pieces that are found when the query begins, and read one by one. */
public interface Scan extends Serializable {

    /** Finds the pieces, in the process that plans the work. */
    List<ScanSplit> splits() throws Exception;

    /**
     * Begins to read a piece.
     *
     * @param split the piece
     * @param process what the process that reads was started with
     */
    RowCursor open(ScanSplit split, ReadableConfig process) throws Exception;
}
