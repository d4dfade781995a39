package io.costflow.doctor;

import io.costflow.job.FailureCause;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/** Says in words what Java says by the name of an exception's class. */
final class FailureWords {

    private static final Pattern CLASS_NAMES = Pattern.compile("^(?:(?:[a-z]\\w*\\.)+[A-Z][\\w$]*: )+");

    private FailureWords() {}

    /** Returns why something failed, as the end of a sentence without its point. */
    static String of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String words = known(cause);
            if (words != null) {
                return words;
            }
        }
        boolean nameless = failure.getMessage() == null && failure.getCause() == null;
        return nameless ? "an unexpected error, which --verbose shows" : CLASS_NAMES.matcher(FailureCause.of(failure)).replaceFirst("").replaceFirst("\\.$", "");
    }

    private static String known(Throwable cause) {
        if (cause instanceof UnknownHostException) {
            return "the host " + cause.getMessage() + " is not known";
        }
        if (cause instanceof SocketTimeoutException || cause instanceof HttpTimeoutException || cause instanceof InterruptedIOException) {
            return "it does not answer";
        }
        if (cause instanceof NoRouteToHostException) {
            return "there is no route to it";
        }
        if (cause instanceof ConnectException) {
            return "nothing listens there";
        }
        return cause instanceof SSLException ? "its certificate is not trusted, or it does not speak TLS (" + cause.getMessage() + ")" : null;
    }
}
