package io.costflow.doctor;

import io.costflow.settings.LakeSettings;
import java.io.FileNotFoundException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLException;

/** Says why a lake cannot be listed, and what to do about it. */
final class LakeFailure {

    private LakeFailure() {}

    static String sentence(LakeSettings lake, Exception failure) {
        return lake.root().startsWith("s3:") ? ofBucket(lake, failure) : ofFolder(lake, failure);
    }

    private static String ofFolder(LakeSettings lake, Exception failure) {
        if (failure instanceof FileNotFoundException) {
            return "lake.root is " + lake.root() + ", a folder that does not exist or may not be read; check lake.root and the rights of the folder.";
        }
        return "lake.root is " + lake.root() + ", which cannot be listed: " + FailureWords.of(failure) + ".";
    }

    /** The S3 client's own classes live in the plugin's class loader, so they are known by name only. */
    private static String ofBucket(LakeSettings lake, Exception failure) {
        String server = lake.endpoint() == null ? "AWS" : lake.endpoint();
        String bucket = URI.create(lake.root()).getHost();
        List<Throwable> chain = chain(failure);
        if (has(chain, "UnknownStoreException")) {
            return "lake.root names the bucket '" + bucket + "', which does not exist at " + server + "; check lake.root and lake.s3.endpoint.";
        }
        if (has(chain, "NoAuthWithAWSException")) {
            return "No credentials for " + lake.root() + " were found; set lake.s3.access-key and lake.s3.secret-key.";
        }
        if (chain.stream().anyMatch(cause -> String.valueOf(cause.getMessage()).contains("RequestTimeTooSkewed"))) {
            return "The S3 server " + server + " refuses requests because its clock and this machine's differ too much; have both set by the same time server.";
        }
        if (chain.stream().anyMatch(cause -> cause instanceof UnsupportedOperationException && String.valueOf(cause.getMessage()).contains("getSubject"))) {
            return "Flink's S3 file system does not run on Java " + Runtime.version().feature() + ", since its Hadoop asks for what this Java refuses;"
                    + " use Java 17 (JAVA_HOME names it).";
        }
        for (Throwable cause : chain) {
            if (cause instanceof FileNotFoundException) {
                return "lake.root is " + lake.root() + ", but the bucket has nothing below that folder; check lake.root.";
            }
            if (cause instanceof AccessDeniedException) {
                return "The credentials are refused for " + lake.root() + " at " + server
                        + "; check lake.s3.access-key and lake.s3.secret-key, and that they may list the bucket.";
            }
            if (cause instanceof SSLException) {
                return "The S3 server " + server + " is not trusted, or does not speak TLS (" + cause.getMessage() + "); name the certificates of its authority"
                        + " in lake.s3.ca-file, or check lake.s3.endpoint.";
            }
            if (cause instanceof UnknownHostException) {
                return "The S3 host " + cause.getMessage() + " is not known; check lake.s3.endpoint, and set lake.s3.path-style-access to true if the host"
                        + " begins with the bucket.";
            }
            if (cause instanceof SocketTimeoutException || cause instanceof InterruptedIOException || cause instanceof NoRouteToHostException) {
                return "The S3 server " + server + " does not answer; check lake.s3.endpoint and the network.";
            }
            if (cause instanceof ConnectException && cause.getCause() == null) {
                return "Nothing listens at the S3 server " + server + "; check lake.s3.endpoint, or start the server.";
            }
        }
        return "lake.root (" + lake.root() + ") cannot be listed at " + server + ": " + FailureWords.of(failure) + ".";
    }

    private static boolean has(List<Throwable> chain, String simpleName) {
        return chain.stream().anyMatch(cause -> cause.getClass().getSimpleName().equals(simpleName));
    }

    private static List<Throwable> chain(Throwable failure) {
        List<Throwable> chain = new ArrayList<>();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            chain.add(cause);
        }
        return chain;
    }
}
