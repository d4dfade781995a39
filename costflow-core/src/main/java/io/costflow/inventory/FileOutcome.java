package io.costflow.inventory;

import io.costflow.day.HeldBack;
import java.io.Serializable;
import java.util.List;

/**
 * How a split ended, reported by a reader to the enumerator ({@link EndedSplits}).
 *
 * @param splitId the split
 * @param reading the file that was to be read; null when the split was a plan
 * @param ending how it ended
 * @param daysFound every day of the file's month for which it has line items; empty unless it was read
 * @param problem why the file could not be read, or null
 * @param read what is counted of the file, or null when it does not count
 */
record FileOutcome(String splitId, FileReading reading, Ending ending, List<Long> daysFound, HeldBack problem, CountedFile read) implements Serializable {

    private static final long serialVersionUID = 1L;

    /** An outcome of which nothing is counted. */
    FileOutcome(String splitId, FileReading reading, Ending ending, List<Long> daysFound, HeldBack problem) {
        this(splitId, reading, ending, daysFound, problem, null);
    }

    /** The ways in which a split ends. */
    enum Ending {
        /** A plan was passed on. */
        PASSED_ON,
        /** A file was read as a whole. */
        READ,
        /** A file was not found, or changed while it was read: the next listing decides. */
        GONE,
        /** The storage failed: another attempt may succeed. */
        UNREACHABLE,
        /** The contents of a file are wrong: its contributions say why. */
        FAILED
    }
}
