package io.costflow.sql.scan;

/** A table cannot be read. The message is full sentences that name the file or table, and what to do. */
public final class ScanFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * @param message what is wrong and what to do
     * @param cause what was thrown, or null
     */
    public ScanFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
