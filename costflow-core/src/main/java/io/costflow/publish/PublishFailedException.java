package io.costflow.publish;

/** The database cannot be used, and waiting for it has not helped or would not: the job fails. */
public final class PublishFailedException extends RuntimeException {

    public PublishFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
