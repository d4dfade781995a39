package io.costflow.publish;

/** The database cannot be used, and waiting for it has not helped or would not: the job fails. */
public final class DatabaseOutageException extends RuntimeException {

    public DatabaseOutageException(String message, Throwable cause) {
        super(message, cause);
    }
}
