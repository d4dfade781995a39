package io.costflow.inventory;

import io.costflow.inventory.FileOutcome.Ending;
import java.io.Serializable;

/**
 * What metrics count of a file that was read, or found unreadable.
 *
 * @param bytes its size
 * @param rows its line items
 * @param rowsOutsideMonth rows that were ignored, since their day is not one that the folder may hold
 * @param failed whether it could not be read
 */
record CountedFile(long bytes, long rows, long rowsOutsideMonth, boolean failed) implements Serializable {

    /** A file counts once: not when only its days are found out, unless it belongs to none and so is not read again. Null when it does not count now. */
    static CountedFile of(FileReading reading, FileReader.Result result) {
        if (reading.isOfDays() && (result.ending() != Ending.READ || !result.daysFound().isEmpty() || reading.dayOfName().isPresent())) {
            return null;
        }
        return new CountedFile(reading.file().size(), result.rows(), result.rowsOutsideMonth(), result.problem() != null);
    }
}
