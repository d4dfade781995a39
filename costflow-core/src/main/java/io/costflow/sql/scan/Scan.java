package io.costflow.sql.scan;

import java.io.Serializable;
import java.util.List;
import org.apache.flink.configuration.ReadableConfig;

/** What a query reads of one table: pieces that are found when the query begins, and read one by one. */
public interface Scan extends Serializable {

    /** Finds the pieces, in the process that plans the work. */
    List<ScanSplit> splits() throws Exception;

    /**
     * Begins to read, some of the pieces one after another.
     *
     * @param process what the process that reads was started with
     */
    ScanReading begin(ReadableConfig process) throws Exception;
}
