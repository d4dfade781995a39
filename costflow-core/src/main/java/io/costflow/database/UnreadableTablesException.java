package io.costflow.database;

/** The tables of one tenant cannot be read until its operator has corrected something: a right or a table is missing. */
public final class UnreadableTablesException extends Exception {

    /** @param reason full sentences: what the server said, and what to do about it */
    UnreadableTablesException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
