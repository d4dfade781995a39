package io.costflow.sql.lake;

import io.costflow.lineitem.UnreadableFileException;
import java.io.IOException;

/** What a query gets of a file, some rows at a time. */
interface FileRows {

    /** Goes on to the next rows and returns how many they are: 0 at the end. */
    int next() throws IOException, UnreadableFileException;

    /** One of the rows at hand, counted from 0. It may be the same object each time. */
    LineItemRow row(int number);

    /** How many rows of the file those at hand were made of. */
    int taken();
}
