package io.costflow.cli;

import io.costflow.inventory.LakeFileSystem;
import io.costflow.settings.LakeSettings;
import java.io.FileNotFoundException;
import java.io.InterruptedIOException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/** Whether the lake's root can be listed. */
final class LakeCheck {

    private LakeCheck() {}

    static List<String> check(LakeSettings lake) {
        try {
            LakeFileSystem.reach(lake);
            Path root = new Path(lake.root() + "/");
            FileSystem files = root.getFileSystem();
            FileStatus status = files.getFileStatus(root);
            if (!status.isDir()) {
                return List.of("lake.root is " + lake.root() + ", which is a file; name the folder that holds the accounts.");
            }
            if (files.listStatus(root) == null) {
                return List.of("lake.root is " + lake.root() + ", which cannot be listed; let the user " + System.getProperty("user.name")
                        + " read the folder.");
            }
            return List.of();
        } catch (IOException | RuntimeException e) {
            return List.of(lake.root().startsWith("s3:") ? bucketProblem(lake, e) : folderProblem(lake, e));
        }
    }

    private static String folderProblem(LakeSettings lake, Exception failure) {
        if (failure instanceof FileNotFoundException) {
            return "lake.root is " + lake.root() + ", a folder that does not exist or may not be read; check lake.root and the rights of the folder.";
        }
        return "lake.root is " + lake.root() + ", which cannot be listed: " + failure.getMessage();
    }

    /** The S3 client's own classes live in the plugin's class loader, so they are known by name only. */
    private static String bucketProblem(LakeSettings lake, Exception failure) {
        String server = lake.endpoint() == null ? "AWS" : lake.endpoint();
        String bucket = URI.create(lake.root()).getHost();
        List<Throwable> chain = chain(failure);
        if (has(chain, "UnknownStoreException")) {
            return "lake.root names the bucket '" + bucket + "', which does not exist at " + server + "; check lake.root and lake.s3.endpoint.";
        }
        if (has(chain, "NoAuthWithAWSException")) {
            return "No credentials for " + lake.root() + " were found; set lake.s3.access-key and lake.s3.secret-key.";
        }
        for (Throwable cause : chain) {
            if (cause instanceof FileNotFoundException) {
                return "lake.root is " + lake.root() + ", but the bucket has nothing below that folder; check lake.root.";
            }
            if (cause instanceof AccessDeniedException) {
                return "The credentials are refused for " + lake.root() + " at " + server
                        + "; check lake.s3.access-key and lake.s3.secret-key, and that they may list the bucket.";
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
        return "lake.root (" + lake.root() + ") cannot be listed at " + server + ": " + failure.getMessage();
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
