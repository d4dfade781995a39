package io.costflow.sql.scan;

import org.apache.flink.table.data.RowData;

/** The rows of a piece, some at a time. */
public interface RowCursor extends AutoCloseable {

    /** Goes on to the next rows and returns how many they are: 0 at the end. */
    int next() throws Exception;

    /** One of the rows at hand, counted from 0. It may be the same object each time, and is good until the next call. */
    RowData row(int number);

    /** How many rows of the table those at hand were made of. */
    int taken();
}
