package io.costflow.job;

/** Says why something failed without what Flink wraps around it. */
public final class FailureCause {

    private FailureCause() {}

    /** The outermost cause that is not Flink's wrapping says best what went wrong; what lies around it and within it says where. */
    public static String of(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && isWrapping(cause)) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    private static boolean isWrapping(Throwable failure) {
        String type = failure.getClass().getName();
        return type.startsWith("org.apache.flink.") || type.startsWith("java.util.concurrent.") || failure.getCause().toString().equals(failure.getMessage());
    }
}
